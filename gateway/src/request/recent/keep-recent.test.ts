import { appendFile, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chinaDay } from '@shequ/process/china-day'
import { createLog } from '@shequ/process/log'
import Fastify from 'fastify'
import { type TestGateway, startGateway } from '../../testing/start-gateway.js'
import { keepRecent } from './keep-recent.js'
import { fileOf, readRecentOf, removeOlderThan, writeRecent } from './recent-file.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-recent-'))
})
afterEach(() => rm(folder, { recursive: true }))

const start = (environment: Record<string, string> = {}) => startGateway({ environment, recentOperations: folder })
const today = () => chinaDay(new Date())
const kept = async (since = '2000-01-01') =>
  (await readRecentOf([folder], since)).map(({ client, name, count }) => `${client} ${name} ${count}`)

async function whileOpen(work: (gateway: TestGateway) => Promise<void>, environment?: Record<string, string>) {
  const gateway = await start(environment)
  try {
    await work(gateway)
  } finally {
    await gateway.app.close()
  }
}

test('what clients ask is kept without values, under the names of apps, organisations and roles', async () => {
  await whileOpen(async (gateway) => {
    const query = (code: string) => `query City { city(code: "${code}") { name } }`
    const ngo = await gateway.token({ role: 'ngo', subject: 'Wang Min', organisation: '52310114MJQHCK6F3G' })
    await gateway.ask(query('1'), { token: ngo })
    await gateway.ask(query('2'), { token: ngo })
    await gateway.ask(query('1'), { token: await gateway.token({ role: 'district-app', subject: 'courses.example' }) })
    await gateway.ask(query('1'), { token: await gateway.token({ role: 'planner', subject: 'Wang Min' }) })
    await gateway.ask('{ tonight }')
    await gateway.ask('query Wrong { nothing }')
    await gateway.ask('query Refused { tonight }', { token: 'none' })
  })
  expect((await kept()).toSorted()).toEqual([
    '52310114MJQHCK6F3G City 2',
    'anonymous  1',
    'courses.example City 1',
    'planner City 1',
  ])
  const [file = ''] = await readdir(folder)
  const text = await readFile(join(folder, file), 'utf8')
  expect(text).toContain(`"body":"query City {\\n  city(code: \\"\\") {\\n    name\\n  }\\n}"`)
  expect(text).toMatch(/"lastUsed":"20\d\d-\d\d-\d\d","count":2/)
  expect(text).not.toContain('Wang')
  expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)
})

test('a gateway that starts again at its port goes on with what it had, and leaves out what is no operation', async () => {
  const own = { hash: 'h', name: 'A', body: '{ a }' }
  const run = async (port: number, worker = 1) => {
    const app = Fastify()
    const recent = keepRecent(app, { folder, days: 30, worker }, createLog('test', 'silent'))
    await app.listen({ port, host: '127.0.0.1' })
    recent.note('app', own, today())
    await app.close()
    const [name = ''] = await readdir(folder)
    return name
  }
  const name = await run(0)
  const [, port] = /-(\d+)\.jsonl$/.exec(name) ?? []
  await appendFile(join(folder, name), '{"client":"x"}\n{not json\n')
  expect(await run(Number(port))).toBe(name)
  expect(await kept()).toEqual(['app A 2'])
  // Another process at the same port has a file of its own, which counts as well.
  await run(Number(port), 2)
  expect((await readdir(folder)).sort()).toEqual([name.replace(/jsonl$/, '2.jsonl'), name])
  expect(await kept()).toEqual(['app A 3'])
})

test('the files of several gateways add up, by the days that are wanted', async () => {
  const row = { client: 'app', hash: 'h', name: 'A', body: '{ a }' }
  await writeRecent(fileOf(folder, 'one', 4000), [{ ...row, lastUsed: '2026-03-01', count: 2 }])
  await writeRecent(fileOf(folder, 'two/../x', 4000), [{ ...row, lastUsed: '2026-03-05', count: 3 }])
  expect((await readdir(folder)).toSorted()).toEqual(['one-4000.jsonl', 'two_.._x-4000.jsonl'])
  expect(await kept('2026-03-05')).toEqual(['app A 5'])
  expect(await kept('2026-03-06')).toEqual([])
  expect(await readRecentOf([join(folder, 'none')], '2000-01-01')).toEqual([])
})

test('a file that no gateway wrote for so long is removed', async () => {
  await writeRecent(fileOf(folder, 'gone', 4000), [])
  await writeRecent(fileOf(folder, 'here', 4000), [])
  const long = new Date('2026-01-01')
  await utimes(fileOf(folder, 'gone', 4000), long, long)
  await removeOlderThan(folder, new Date('2026-02-01'))
  expect(await readdir(folder)).toEqual(['here-4000.jsonl'])
})

test('nothing is kept for no days, and a folder that can not be used costs no answer', async () => {
  await whileOpen(
    async (gateway) => {
      expect((await gateway.ask('{ tonight }')).status).toBe(200)
    },
    { RECENT_OPERATIONS_DAYS: '0' },
  )
  expect(await readdir(folder)).toEqual([])
  const file = join(folder, 'file')
  await writeFile(file, '')
  const gateway = await startGateway({ recentOperations: join(file, 'in') })
  expect((await gateway.ask('{ tonight }')).status).toBe(200)
  await gateway.app.close()
})
