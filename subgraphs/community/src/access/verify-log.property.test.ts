import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { lane } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'
import { verifyKeptLog } from './verify-kept-log.js'
import { type LogEntry, type LogHead, type LogProof, verifyLog } from './verify-log.js'

let subgraph: TestSubgraph
let entries: readonly LogEntry[]
let head: LogHead
const noneTravelled = { heads: [], now: new Date() }
const proof = (end: LogHead): LogProof => ({ head: end, checkpoint: null, travelled: [], keptSince: new Date(0) })
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  for (let n = 0; n < 12; n += 1) {
    await subgraph.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { accessLog { totalCount } accessGrants { totalCount } } } }',
      { of: [{ __typename: 'Community', code: lane }] },
      viewerOf(lane),
    )
  }
  entries = await subgraph.sql<LogEntry>('select sequence, record, hash from access_log order by sequence')
  const [kept] = await subgraph.sql<LogHead>('select sequence, hash from access_log_head')
  head = kept ?? { sequence: 0, hash: Buffer.alloc(0) }
})
afterAll(() => subgraph.close())

/** Changes one byte of what is kept. */
function flip(bytes: Uint8Array, at: number, by: number): Buffer {
  const changed = Buffer.from(bytes)
  const place = at % changed.length
  changed[place] = (changed[place] ?? 0) ^ by
  return changed
}

function entryAt(place: number): LogEntry {
  const entry = entries[place]
  if (!entry) throw new Error(`Expected an entry at ${place}.`)
  return entry
}

const anyChange = { at: fc.nat(), by: fc.integer({ min: 1, max: 255 }), place: fc.nat() }

test('the log is whole as it was written', async () => {
  expect(entries).toHaveLength(24)
  expect(await verifyKeptLog(subgraph.pool, lane, noneTravelled)).toMatchObject({ isWhole: true, entries: 24 })
})

test('any changed byte of a record is found, and which record it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record(anyChange), async ({ at, by, place }) => {
      const altered = entries.map((entry, index) =>
        // In ASCII, so that what is changed is still text that PostgreSQL keeps.
        index === place % entries.length
          ? { ...entry, record: flip(Buffer.from(entry.record), at, by % 127 || 1).toString('latin1') }
          : entry,
      )
      expect(await verifyLog(lane, altered, proof(head))).toMatchObject({
        isWhole: false,
        sequence: (place % entries.length) + 1,
      })
    }),
    { seed: 4, numRuns: 500 },
  )
})

test('any changed byte of a hash is found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record(anyChange), async ({ at, by, place }) => {
      const altered = entries.map((entry, index) =>
        index === place % entries.length ? { ...entry, hash: flip(entry.hash, at, by) } : entry,
      )
      expect(await verifyLog(lane, altered, proof(head))).toMatchObject({
        isWhole: false,
        sequence: (place % entries.length) + 1,
      })
      expect(await verifyLog(lane, entries, proof({ ...head, hash: flip(head.hash, at, by) }))).toMatchObject({
        isWhole: false,
      })
    }),
    { seed: 4, numRuns: 200 },
  )
})

test('entries that were taken out, put in, or made part of another log are found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: entries.length - 1 }), fc.nat({ max: entries.length - 1 }), async (one, other) => {
      const without = entries.toSpliced(one, 1)
      const renumbered = without.map((entry, index) => ({ ...entry, sequence: index + 1 }))
      const twice = entries.toSpliced(one, 0, entryAt(other))
      for (const altered of [without, renumbered, twice, entries.slice(0, one)]) {
        expect(await verifyLog(lane, altered, proof(head))).toMatchObject({ isWhole: false })
      }
      expect(await verifyLog('310101002002', entries, proof(head))).toMatchObject({ isWhole: false, sequence: 1 })
    }),
    { seed: 4, numRuns: 60 },
  )
})

test.each([
  ["update access_log set record = replace(record, 'GRANTED', 'REFUSED') where sequence = 2", 2],
  ['update access_log set hash = sha256(hash) where sequence = 7', 7],
  ['update access_log set sequence = 99 where sequence = 8', 8],
  ['delete from access_log where sequence = 24', 24],
  ['delete from access_log where sequence > 20', 21],
  ['delete from access_log', 1],
  ['update access_log_head set sequence = 23', 24],
  ["update access_log_head set hash = sha256('')", 24],
  ['delete from access_log_head', 1],
])('%s is found in entry %i', async (change, sequence) => {
  await subgraph.sqlAsOwner(change)
  const verdict = await verifyKeptLog(subgraph.pool, lane, noneTravelled)
  await restore()
  expect(verdict).toMatchObject({ isWhole: false, sequence })
  expect(await verifyKeptLog(subgraph.pool, lane, noneTravelled)).toMatchObject({ isWhole: true })
})

/** Writes the log and its end as they were: what is added is the run-time role's to add. */
async function restore(): Promise<void> {
  await subgraph.sqlAsOwner('delete from access_log; delete from access_log_head')
  await subgraph.sql(
    'insert into access_log (community_code, sequence, record, hash) select $1, * from unnest($2::int[], $3::text[], $4::bytea[])',
    lane,
    entries.map(({ sequence: place }) => place),
    entries.map(({ record }) => record),
    entries.map(({ hash }) => hash),
  )
  await subgraph.sql('insert into access_log_head values ($1, $2, $3)', lane, head.sequence, head.hash)
}
