import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wrapInMemory } from '@shequ/process/keys/wrapping/key-wrapping'
import { garden, harbour, lane, recordId } from '../testing/fixtures.js'
import { inputs, selection } from '../testing/inputs.js'
import { officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'
import { hosted } from '../node/place/server.js'
import { openDatabase, type Database } from './open-database.js'
import { pseudonymOf, pseudonymsOf } from './pseudonym.js'

let subgraph: TestSubgraph
let database: Database
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  database = openDatabase(subgraph.url, hosted, subgraph.keys)
})
afterAll(async () => {
  await database.close()
  await subgraph.close()
})

const ofResident = (community: string, reference: string) =>
  database.writeSql((sql) => pseudonymOf(subgraph.keys, sql, community, reference), [community])

test('twenty first uses at once make one key', async () => {
  const pseudonyms = await Promise.all(Array.from({ length: 20 }, () => ofResident(harbour, 'card-1')))
  expect(new Set(pseudonyms).size).toBe(1)
  expect(await subgraph.sql('select key from pseudonym_key where community_code = $1', harbour)).toEqual([
    { key: null },
  ])
})

test('one reference has one pseudonym in a community, and another in every other', async () => {
  const pseudonym = await ofResident(lane, '卡片-1é')
  expect(pseudonym).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(await ofResident(lane, '卡片-1é')).toBe(pseudonym)
  expect(await ofResident(lane, '卡片-1e\u0301')).toBe(pseudonym)
  expect(await ofResident(lane, '卡片-2é')).not.toBe(pseudonym)
  expect(await ofResident(garden, '卡片-1é')).not.toBe(pseudonym)
})

test('many references have each one pseudonym, in an order that tells nothing', async () => {
  const many = await database.writeSql((sql) => pseudonymsOf(subgraph.keys, sql, lane, ['c', 'a', 'b', 'a']), [lane])
  expect(many).toHaveLength(3)
  expect(many).toEqual(many.toSorted())
  expect(many).toContain(await ofResident(lane, 'a'))
})

test('a key that was not committed is not used', async () => {
  const failed = database.writeSql(
    async (sql) => {
      await pseudonymOf(subgraph.keys, sql, '310115001002', 'card-1')
      throw new Error('changed my mind')
    },
    ['310115001002'],
  )
  await expect(failed).rejects.toThrow('changed my mind')
  expect(await subgraph.sql("select 1 from pseudonym_key where community_code = '310115001002'")).toEqual([])
})

test('no row of any table holds a reference, nor a digest of an input that holds it', async () => {
  const office = officeAt(subgraph)
  const resident = 'card-of-somebody'
  const idempotencyKey = 'the-same-key'
  await office.write('enrol', { ...inputs.enrol, resident }, selection)
  await office.write('enrol', { ...inputs.enrol, programme: recordId('programme', 1), resident }, selection)
  await office.write('recordAttendance', { ...inputs.recordAttendance, residents: [resident] }, selection)
  await office.write('offerCompetence', { ...inputs.offerCompetence, resident, idempotencyKey }, selection)
  await office.write('raiseVoice', { ...inputs.raiseVoice, resident }, selection)
  await office.write('vote', { ...inputs.vote, resident }, selection)
  await office.write(
    'scheduleSession',
    { ...inputs.scheduleSession, taughtByVolunteer: true, volunteer: resident },
    selection,
  )
  const tables = await subgraph.sql<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like '\\_prisma%'",
  )
  const rows = await Promise.all(tables.map(({ name }) => subgraph.sql(`select row::text from ${name} as row`)))
  const pseudonym = await ofResident(lane, resident)
  expect(JSON.stringify(rows)).not.toContain('somebody')
  expect(JSON.stringify(rows).split(pseudonym).length - 1).toBeGreaterThanOrEqual(7)

  // The digest of the input with the pseudonym in it; made with the reference, whoever has the table could guess it.
  const [kept] = await subgraph.sql<{ digest: string }>("select encode(digest, 'hex') as digest from idempotency_key")
  const { createHash } = await import('node:crypto')
  const digestWith = (who: string) => {
    const input = { community: lane, ...inputs.offerCompetence, resident: who }
    const body = JSON.stringify(Object.fromEntries(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))))
    return createHash('sha256').update(body).digest('hex')
  }
  expect(kept?.digest).toBe(digestWith(pseudonym))
  expect(kept?.digest).not.toBe(digestWith(resident))
})

test('whoever has a dump and a card number can not tell its pseudonym', async () => {
  const pseudonym = await ofResident(lane, 'card-known-to-a-thief')
  const tables = await subgraph.sql<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  )
  const rows = await Promise.all(tables.map(({ name }) => subgraph.sql(`select row::text from ${name} as row`)))
  const dump = JSON.stringify(rows)
  const [kept] = await subgraph.sql<{ wrapped: string }>(
    'select wrapped from pseudonym_key where community_code = $1',
    lane,
  )
  const wrapped = kept?.wrapped ?? ''
  expect(dump).toContain(wrapped)
  await expect((await wrapInMemory()).unwrapKey(wrapped, lane)).rejects.toThrow('it is not there')
  // Every text of the dump that could be a key, in whatever form, taken for one.
  const candidates = new Set(dump.match(/[\w+/-]{22,}/g))
  expect(candidates.size).toBeGreaterThan(20)
  const guessed = (key: Uint8Array) =>
    createHmac('sha256', key).update('card-known-to-a-thief').digest('hex').slice(0, 12)
  const guesses = [...candidates].flatMap((text) =>
    (['hex', 'base64', 'base64url', 'utf8'] as const).map((form) => guessed(Buffer.from(text, form))),
  )
  expect(guesses).not.toContain(pseudonym.replaceAll('-', '').slice(0, 12))
  const key = await subgraph.keys.unwrapKey(wrapped, lane)
  expect(guessed(key)).toBe(pseudonym.replaceAll('-', '').slice(0, 12))
})

test('no answer of the graph holds a pseudonym', async () => {
  const pseudonym = await ofResident(lane, 'card-of-somebody')
  const everything = await subgraph.read(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community {
      programmes { nodes { id title sessions { nodes { id place taughtByVolunteer } } } }
      competences { nodes { id subject } } voices { nodes { id kind } } proposals { nodes { id text } } } } }`,
    { of: [{ __typename: 'Community', code: lane }] },
  )
  expect(JSON.stringify(everything)).not.toContain(pseudonym)
})
