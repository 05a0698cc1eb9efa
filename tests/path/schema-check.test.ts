import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readContracts, readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../helpers/ask.js'
import { localTokens } from '../helpers/local-tokens.js'
import { hubArguments } from '../helpers/readme-commands.js'
import { hub, runHub } from '../helpers/run-hub.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-check-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

/** Checks a schema beside a hub that nobody has asked yet. */
const check = (file: string, ...options: string[]) => hub(['schema', 'check', file, ...options], { DATA_DIR: folder })

/** Addresses of tiers where nobody answers: what is asked is read and planned all the same. */
const nobodyAnswers = Object.fromEntries(
  ['CITY_URL', 'BOROUGH_URL', 'COMMUNITY_URL'].map((name) => [name, 'http://127.0.0.1:1/graphql']),
)

/** The hub's supergraph with a change. */
function changed(from: string | RegExp, to: string): string {
  const whole = readSupergraph()
  const other = whole.replace(from, to)
  if (other === whole) throw new Error(`Expected the supergraph to have ${String(from)}.`)
  return other
}

test('the hub’s own schema is as it comes', async () => {
  const { code, stdout } = await hub(hubArguments('npx hub schema check schema/supergraph.graphql'), {
    DATA_DIR: folder,
  })
  expect([code, stdout]).toEqual([0, '# Nothing changes.\n'])
})

test('what breaks is named, with the registered operations and whose they are', async () => {
  const after = await write('after.graphql', changed(/\n {2}seats: Int!/, '\n  chairs: Int!'))
  await write(
    'portal.json',
    JSON.stringify({ seats: '{ educationCentres(within: "310000000000") { nodes { name } } }' }),
  )
  const operation = {
    id: '1',
    name: 'Seats',
    type: 'query',
    body: '{ community(code: "310101002001") { educationCentres { nodes { seats } } } }',
  }
  await write(
    'tool.json',
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] }),
  )
  const operations = await write(
    'clients.json',
    JSON.stringify({ anonymous: { manifest: 'portal.json' }, '52310114MJQHCK6F3G': { manifest: 'tool.json' } }),
  )
  const { code, stdout } = await check(after, '--operations', operations)
  expect(code).toBe(1)
  expect(stdout).toContain('# 2 changes, 1 of 2 registered operations break.\n\n## Breaking')
  expect(stdout).toContain('- EducationCentre.seats was removed.\n')
  expect(stdout).toContain('## Safe.\n\n- EducationCentre.chairs was added.\n')
  expect(stdout).toContain('- Seats of 52310114MJQHCK6F3G: Cannot query field "seats" on type "EducationCentre".')
})

test('what clients asked a gateway lately is known, and those operations that break are named with whose they are', async () => {
  const environment = { DATA_DIR: join(folder, 'asked'), LOG_LEVEL: 'silent', ...nobodyAnswers }
  const gateway = await runHub(['gateway', '--port', '0'], environment)
  try {
    const token = await localTokens(environment.DATA_DIR)
    const organisation = await token('ngo', undefined, 'Wang Min', '52310114MJQHCK6F3G')
    const askFor = (query: string, as?: string) => ask(`${gateway.url}/graphql`, query, {}, as)
    const seats = (code: string) =>
      `query Seats { community(code: "${code}") { educationCentres { nodes { seats } } } }`
    for (const code of ['310101002001', '310101002002']) await askFor(seats(code), organisation)
    await askFor('{ mine: community(code: "310101002001") { educationCentres { nodes { name seats } } } }')
    await askFor('query Names { cities { name } }')
  } finally {
    await gateway.end('SIGTERM')
  }
  const after = await write('after-asked.graphql', changed(/\n {2}seats: Int!/, '\n  chairs: Int!'))
  const { code, stdout } = await hub(['schema', 'check', after], environment)
  expect(code).toBe(1)
  expect(stdout).toContain('# 2 changes, 0 of 0 registered operations break, and 2 of 3 recently used.\n')
  const fault = 'Cannot query field "seats" on type "EducationCentre". Did you mean "status"?'
  expect(stdout.replaceAll(/\d{4}-\d\d-\d\d/g, 'DAY')).toContain(
    `## Recently used operations that break

- Seats of 52310114MJQHCK6F3G, asked 2 times, last on DAY: ${fault}
- \`{ _a0: community(code: "") { educationCentres { nodes { name seats } } } }\` of anonymous, asked once, last on DAY: ${fault}
`,
  )
  const elsewhere = await check(after, '--recent', join(environment.DATA_DIR, 'operations'))
  expect(elsewhere.stdout).toBe(stdout)
}, 120_000)

test('what is safe leaves the exit status at 0, compared with a schema as clients are shown it', async () => {
  const published = await write('published.graphql', 'type Query { a: Int }')
  const after = await write('shown.graphql', 'type Query { a: Int  b: Int }')
  const { code, stdout } = await check(after, '--published', published)
  expect([code, stdout]).toEqual([
    0,
    '# 1 change, 0 of 0 registered operations break.\n\n## Safe.\n\n- Query.b was added.\n',
  ])
})

test('a field that organisations are no longer shown breaks for them, though the whole graph has it still', async () => {
  const contract = readContracts().get('ngo') ?? ''
  const published = await write('ngo.graphql', contract)
  const after = await write('ngo-after.graphql', contract.replace(' seats: Int!', ' chairs: Int!'))
  const { code, stdout } = await check(after, '--published', published)
  expect([code, stdout]).toEqual([1, expect.stringContaining('- ListedCentre.seats was removed.\n')])
})

test('what is no schema is told in a sentence', async () => {
  const { code, stderr } = await check(await write('none.graphql', 'type Query {'))
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The supergraph can't be served: it is not GraphQL: Syntax Error/)
})
