import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { buildCommunitySubgraph } from '../subgraph.js'
import { createLog } from '@shequ/process/log'
import { openDatabase } from '../database/open-database.js'
import { creditCode, garden, harbour, harbourBorough, hermitage, lane, now } from '../testing/fixtures.js'
import { type Json, type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
beforeEach(async () => {
  subgraph.setNow(now)
  // What the test before left in memory is written first.
  await refusalsOf(lane)
  await subgraph.sqlAsOwner('delete from refusal_count')
})
afterAll(() => subgraph.close())

const communities = [garden, harbour, hermitage, lane]
const entities = (selection: string) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { ${selection} } } }`
const of = (codes: readonly string[]) => ({ of: codes.map((code) => ({ __typename: 'Community', code })) })
const secret = 'voices { nodes { id } } donations { nodes { id } } accessLog { totalCount } accessGrants { totalCount }'

const refusalsOf = async (community: string) => {
  const answer = await subgraph.read(
    entities('refusals(first: 500) { totalCount nodes { day action dataset role calls } }'),
    of([community]),
    viewerOf(community),
  )
  return (answer['_entities'] as unknown as Json[])[0]?.['refusals']
}
const rows = (table: string) => subgraph.sql(`select * from ${table}`)

test('strangers are counted, not listed: a thousand wide calls leave as many rows as one', async () => {
  const logged = (await rows('access_log')).length
  const { errors } = await subgraph.ask(entities(secret), of(communities))
  expect(errors?.length).toBeGreaterThan(8)
  for (let call = 1; call < 1_000; call += 1) await subgraph.ask(entities(secret), of(communities))
  const nodes = [
    { day: '2025-07-01', action: 'READ', dataset: 'VOICES', role: 'ANONYMOUS', calls: 1_000 },
    { day: '2025-07-01', action: 'READ', dataset: 'DONATIONS', role: 'ANONYMOUS', calls: 1_000 },
    { day: '2025-07-01', action: 'READ', dataset: null, role: 'ANONYMOUS', calls: 1_000 },
  ]
  expect(await refusalsOf(hermitage)).toEqual({ totalCount: 3, nodes })
  expect((await rows('refusal_count')).length).toBeLessThanOrEqual(3 * communities.length)
  expect(await rows('access_log')).toHaveLength(logged + 1)
})

test('a refused call makes no statement of its own for what it was refused', async () => {
  await subgraph.ask(entities(secret), of(communities))
  expect(subgraph.statements.statements.filter((text) => /access_log|refusal_count/.test(text))).toEqual([])
})

test('they are counted by day and by kind of caller, a write apart from a read', async () => {
  const write = 'mutation ($input: AnswerVoiceInput!) { answerVoice(input: $input) { id } }'
  const input = { community: hermitage, voice: `${hermitage}:00000000-0000-4000-8000-000000000001`, text: 'No.' }
  await subgraph.ask(write, { input })
  for (const [moment, viewer] of [
    [now, viewerOf(harbourBorough, 'borough-office')],
    [now, viewerOf(lane)],
    [new Date('2025-07-02T15:59:00Z'), anonymous],
    [new Date('2025-07-02T16:00:00Z'), anonymous],
  ] as const satisfies readonly (readonly [Date, Viewer])[]) {
    subgraph.setNow(moment)
    await subgraph.ask(entities('voices { nodes { id } }'), of([hermitage]), viewer)
  }
  const voices = { action: 'READ', dataset: 'VOICES', calls: 1 }
  expect(await refusalsOf(hermitage)).toMatchObject({
    totalCount: 5,
    nodes: [
      { ...voices, day: '2025-07-03', role: 'ANONYMOUS' },
      { ...voices, day: '2025-07-02', role: 'ANONYMOUS' },
      { day: '2025-07-01', action: 'WRITE', dataset: null, role: 'ANONYMOUS', calls: 1 },
      { ...voices, day: '2025-07-01', role: 'COMMUNITY_OFFICE' },
      { ...voices, day: '2025-07-01', role: 'BOROUGH_OFFICE' },
    ],
  })
})

test('who has some right there is listed by name when it is refused another', async () => {
  const operator: Viewer = { ...viewerOf(harbour, 'ngo'), organisation: creditCode }
  await subgraph.ask(entities('voices { nodes { id } }'), of([harbour]), operator)
  expect(await refusalsOf(harbour)).toMatchObject({ totalCount: 0 })
  const [entry] = await subgraph.sql<{ record: Record<string, unknown> }>(
    'select record::jsonb as record from access_log where community_code = $1 order by sequence limit 1',
    harbour,
  )
  expect(entry?.record).toMatchObject({ outcome: 'REFUSED', dataset: 'VOICES', organisation: creditCode })
})

test('the office alone reads the counts', async () => {
  for (const viewer of [viewerOf(garden), viewerOf(harbourBorough, 'borough-office'), viewerOf(harbour, 'planner')]) {
    const { errors } = await subgraph.ask(entities('refusals { totalCount }'), of([harbour]), viewer)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  }
})

test('communities that there are not fill nothing', async () => {
  const codes = Array.from({ length: 200 }, (_, n) => `31010199${String(9000 - n)}`)
  await subgraph.ask(entities('accessLog { totalCount }'), of([...codes, lane]))
  await refusalsOf(lane)
  expect(await subgraph.sql('select distinct community_code from refusal_count')).toEqual([{ community_code: lane }])
})

test('a call that has gone leaves nothing', async () => {
  const database = openDatabase(subgraph.url)
  const other = buildCommunitySubgraph({ database, log: createLog('test', 'silent'), now: () => now })
  const gone = new AbortController()
  const logged = (await rows('access_log')).length
  const asked = [anonymous, viewerOf(lane)].map((viewer) =>
    other.call({ query: entities(secret), variables: of(communities), viewer, signal: gone.signal }),
  )
  gone.abort()
  await Promise.all(asked)
  await database.close()
  expect(await rows('refusal_count')).toEqual([])
  expect(await rows('access_log')).toHaveLength(logged)
})

test('what is counted is written when the server stops', async () => {
  const database = openDatabase(subgraph.url)
  const other = buildCommunitySubgraph({ database, log: createLog('test', 'silent'), now: () => now })
  await other.call({ query: entities('voices { nodes { id } }'), variables: of([hermitage]), viewer: anonymous })
  await database.close()
  expect(await subgraph.sql('select calls::int from refusal_count')).toEqual([{ calls: 1 }])
})

test('what could not be written is written later', async () => {
  const database = openDatabase(subgraph.url)
  await subgraph.sqlAsOwner('alter table refusal_count add constraint full_disk check (false) not valid')
  const refusal = { community: lane, day: '2025-07-01', action: 'READ', dataset: 'VOICES', role: 'NGO' } as const
  database.refusals.count([refusal, refusal])
  await expect(database.refusals.flush()).rejects.toThrow('full_disk')
  await subgraph.sqlAsOwner('alter table refusal_count drop constraint full_disk')
  database.refusals.count([refusal])
  await database.close()
  expect(await subgraph.sql('select calls::int from refusal_count')).toEqual([{ calls: 3 }])
})
