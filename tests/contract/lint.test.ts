import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const { workspaces } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { workspaces: string[] }
const named = workspaces
  .filter((folder) => folder !== 'tests')
  .map(async (folder) => {
    const { name } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as { name: string }
    return name.replace('@shequ/', '')
  })
/** Whatever the repository has as a package, so that lint can't miss one that is added. */
const packages = await Promise.all(named)

/** Who may import what, as ARCHITECTURE.md says it; whatever is not named is refused. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  'infra/process': ['schema'],
  'infra/postgres': ['schema', 'process'],
  'infra/data': ['schema', 'process', 'postgres'],
  'subgraphs/shared': ['schema', 'process', 'postgres'],
  'subgraphs/disclosure': ['schema'],
  'subgraphs/city': ['schema', 'process', 'postgres', 'subgraph'],
  'subgraphs/borough': ['schema', 'process', 'postgres', 'subgraph'],
  'subgraphs/community': ['schema', 'process', 'postgres', 'subgraph', 'disclosure'],
  gateway: ['schema', 'process'],
}

/** What nobody may import, wherever the file lies. */
const banned = [
  '@shequ/schema/src/viewer.js',
  '@shequ/schema/dist/viewer.js',
  './utils.js',
  '../utils/text.js',
  '../helpers/text.js',
  './common/text.js',
]

/** The layers of disclosure control, from the bottom. */
const layers = ['model', 'world', 'shifts', 'named', 'sums', 'build']

const folders = Object.keys(allowed)
const inDatabase = (folder: string) => `${folder}/src/database`
const prisma = '../generated/prisma/client.js'

interface Import {
  readonly folder: string
  readonly from: string
  readonly isRefused: boolean
}

const imports: readonly Import[] = [
  ...folders.flatMap((folder) => [
    ...packages.map((name) => ({
      folder: `${folder}/src`,
      from: `@shequ/${name}/some/thing`,
      isRefused: !allowed[folder]?.includes(name),
    })),
    ...banned.map((from) => ({ folder: `${folder}/src`, from, isRefused: true })),
    { folder: `${folder}/src`, from: prisma, isRefused: true },
    { folder: `${folder}/src`, from: './some-thing.js', isRefused: false },
  ]),
  ...folders
    .filter((folder) => folder.startsWith('subgraphs/'))
    .flatMap((folder) => [
      { folder: inDatabase(folder), from: prisma, isRefused: false },
      { folder: inDatabase(folder), from: '@shequ/gateway/server', isRefused: true },
      { folder: inDatabase(folder), from: '../utils/text.js', isRefused: true },
    ]),
  ...layers.flatMap((layer, index) =>
    [...layers, 'audit', 'testing'].map((other, at) => ({
      folder: `subgraphs/disclosure/src/${layer}`,
      from: `../${other}/some-thing.js`,
      isRefused: at > index,
    })),
  ),
  { folder: 'subgraphs/disclosure/src/audit', from: '../model/some-thing.js', isRefused: false },
  { folder: 'subgraphs/disclosure/src/audit', from: '../world/some-thing.js', isRefused: true },
  { folder: 'subgraphs/disclosure/src/model', from: '../release-period.js', isRefused: true },
  { folder: 'tests/path', from: '../helpers/ask.js', isRefused: false },
  { folder: 'tests/path', from: '@shequ/gateway/src/server.js', isRefused: true },
]

let scratch: string
let refused: ReadonlySet<string>
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'lint-'))
  await copyFile(join(root, 'oxlint.config.mjs'), join(scratch, 'oxlint.config.mjs'))
  await Promise.all(
    imports.map(async ({ folder, from }, index) => {
      const file = join(scratch, folder, `file-${index}.ts`)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `import { thing } from '${from}'\n\nexport const other = thing\n`)
    }),
  )
  const report = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', 'oxlint.config.mjs', '-f', 'json'],
      { cwd: scratch, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout) => resolve(stdout),
    )
  })
  const { diagnostics } = JSON.parse(report) as { diagnostics: { code: string; filename: string }[] }
  refused = new Set(
    diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename),
  )
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

test.each(imports.map((each, index) => [each.folder, each.from, each.isRefused, index] as const))(
  '%s importing %s is refused: %s',
  (folder, _from, isRefused, index) => {
    expect(refused.has(`${folder}/file-${index}.ts`)).toBe(isRefused)
  },
)

test('ARCHITECTURE.md says which file keeps the directions', async () => {
  await expect(readFile(join(root, 'ARCHITECTURE.md'), 'utf8')).resolves.toContain('`oxlint.config.mjs`')
})
