import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SigningKey, createSigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import type { Publication } from '@shequ/schema/publications/publication'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { signMessage, trustKeys } from '@shequ/subgraph/returns/signed-message'
import { type TestSubgraph, officeOf, testMoment } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Subgraph } from '@shequ/subgraph/subgraph'
import type { Database } from '../database/open-database.js'
import { buildBoroughSubgraph } from '../subgraph.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const borough = '310101000000'
const [lane, garden, river] = ['310101001001', '310101002001', '310101003001'] as const
const guidance = `${borough}:00000000-0000-4000-8000-000000000001`
const now = new Date(testMoment)

let tier: TestSubgraph<Database>
let subgraph: Subgraph
let key: SigningKey
beforeAll(async () => {
  tier = await openBoroughSubgraph(8, {
    name: 'guidance',
    sql: `insert into guidance (borough_code, id, title, text, issued_on)
      values ('${borough}', '${guidance.slice(13)}', 'Evenings', 'Open in the evening.', '2026-01-01');`,
  })
  key = await createSigningKey()
  const senders = [{ issuer: 'community', keys: trustKeys({ keys: [key.publicJwk] }) }]
  subgraph = buildBoroughSubgraph({
    database: tier.database,
    log: createLog('test', 'silent'),
    now: () => now,
    senders,
  })
})
beforeEach(async () => {
  for (const table of ['publication', 'catalogue_programme', 'catalogue_centre', 'guidance_answer'])
    await tier.sql(`delete from ${table}`)
})
afterAll(() => tier.close())

const uuid = (n: number) => `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`

const programme = (n: number, version: number, change: object | null = {}, community: string = lane): Publication => ({
  community,
  kind: 'PROGRAMME',
  id: uuid(n),
  version,
  record: change && {
    title: `Title ${version}`,
    description: 'What is done.',
    kind: 'COURSE',
    audience: ['RETIRED'],
    startsOn: '2026-04-01',
    endsOn: '2026-04-30',
    capacity: 10,
    places: 'FEW',
    fee: '12.50',
    educationCentre: null,
    teacher: null,
    teachingOrganisation: null,
    picture: null,
    languages: [],
    sessions: [],
    ...change,
  },
})

const answer = (community: string, decision: 'ADOPTED' | 'ADAPTED' | 'DECLINED', level: SharingLevel): Publication => ({
  community,
  kind: 'GUIDANCE_RESPONSE',
  id: uuid(1),
  version: 1,
  record: { guidance, decision, answeredOn: '2026-02-01', level },
})

const sign = (publications: unknown, { kind = 'publications', audience = 'borough', signer = key, at = now } = {}) =>
  signMessage(
    kind as 'publications',
    { issuer: 'community', key: signer },
    audience,
    `"publications":${JSON.stringify(publications)}`,
    at,
  )

async function send(batch: string): Promise<unknown> {
  const query = 'mutation ($batch: String!) { submitPublications(input: { batch: $batch }) { received written } }'
  const { data, errors } = await subgraph.call({ query, variables: { batch }, viewer: anonymous })
  return errors ? errors.map(({ extensions }) => extensions['code']) : data?.['submitPublications']
}

const publish = async (...publications: Publication[]) => send(await sign(publications))
const titles = async () =>
  (await tier.sql('select title from catalogue_programme order by 1')).map(({ title }) => title)

test('a record is written once, and replaced by a newer version only', async () => {
  expect(await publish(programme(1, 5))).toEqual({ received: 1, written: 1 })
  expect(await publish(programme(1, 5))).toEqual({ received: 1, written: 0 })
  expect(await publish(programme(1, 4, { title: 'Older' }))).toEqual({ received: 1, written: 0 })
  expect(await titles()).toEqual(['Title 5'])
  expect(await publish(programme(1, 6), programme(2, 1))).toEqual({ received: 2, written: 2 })
  expect(await titles()).toEqual(['Title 1', 'Title 6'])
})

test('a withdrawal takes everything of a record away, and an older version does not bring it back', async () => {
  await publish(programme(1, 5), programme(2, 5))
  expect(await publish(programme(1, 6, null))).toEqual({ received: 1, written: 1 })
  expect(await publish(programme(1, 5))).toEqual({ received: 1, written: 0 })
  expect(await titles()).toEqual(['Title 5'])
  expect(await publish(programme(1, 7))).toEqual({ received: 1, written: 1 })
  expect(await titles()).toEqual(['Title 5', 'Title 7'])
})

test('whatever the order in which versions come, the latest stays', async () => {
  const versions = [3, 1, 4, 2, 5].map((version) => programme(1, version, version === 2 ? null : {}))
  for (const version of [...versions, ...versions.toReversed()]) await publish(version)
  expect(await titles()).toEqual(['Title 5'])
})

test('a search finds characters at any width and in any case, and the index has their pairs', async () => {
  await publish(
    programme(1, 5, { title: 'ＡＩ入门（２班）', description: 'Ｗｉｄｅ' }),
    programme(2, 5, { title: 'AI入门(3班)', description: 'narrow' }),
  )
  const found = async (search: string) => {
    const { data } = await subgraph.call({
      query: `query ($search: String) { programmes(within: "${borough}", filter: { search: $search }) { nodes { title } } }`,
      variables: { search },
      viewer: anonymous,
    })
    return (data as { programmes: { nodes: { title: string }[] } }).programmes.nodes.map(({ title }) => title)
  }
  for (const search of ['AI', 'ａｉ', 'ai入门', 'ＡＩ　入门'])
    expect(await found(search)).toEqual(['ＡＩ入门（２班）', 'AI入门(3班)'])
  for (const search of ['（3班）', '(３班', 'ｎＡＲＲＯＷ', '３']) expect(await found(search)).toEqual(['AI入门(3班)'])
  for (const search of ['(2班)', 'wide', '２']) expect(await found(search)).toEqual(['ＡＩ入门（２班）'])
  for (const search of ['％', 'ＡＩ入门（４班）']) expect(await found(search)).toEqual([])
  const [indexed] = await tier.sql(
    "select count(*)::int as count from catalogue_programme where character_pairs(words) @> character_pairs('ＡＩ')",
  )
  expect(indexed).toEqual({ count: 2 })
})

describe('a search of programmes', () => {
  const found = async (search: string, list = 'programmes', name = 'title') => {
    const { data, errors } = await subgraph.call({
      query: `query ($search: String) { ${list}(within: "${borough}", filter: { search: $search }) { nodes { ${name} } } }`,
      variables: { search },
      viewer: anonymous,
    })
    expect(errors).toBeUndefined()
    return (data as Record<string, { nodes: Record<string, string>[] }>)[list]?.nodes.map((node) => node[name])
  }
  beforeEach(() =>
    publish(
      programme(1, 9, {
        title: '书法与绘画',
        description: '学习书写',
        kind: 'COURSE',
        audience: ['RETIRED', 'MIGRANTS'],
      }),
      programme(2, 9, {
        title: '書法與繪畫',
        description: '學習書寫',
        kind: 'WORKSHOP',
        audience: ['YOUNG_UNEMPLOYED'],
      }),
      programme(3, 9, { title: 'Choir', description: 'We sing.', kind: 'CULTURAL_ACTIVITY', audience: [] }),
    ),
  )

  test.each([
    ['simplified characters', '书法', ['书法与绘画', '書法與繪畫']],
    ['traditional characters', '書法', ['书法与绘画', '書法與繪畫']],
    ['both in one word', '學习', ['书法与绘画', '書法與繪畫']],
    ['a kind in Chinese', '课程', ['书法与绘画']],
    ['a kind in traditional characters', '課程', ['书法与绘画']],
    ['a kind in English', 'Workshop', ['書法與繪畫']],
    ['a kind in the plural, in full width', 'ＣＯＵＲＳＥＳ', ['书法与绘画']],
    ['a word of a kind', 'cultural', ['Choir']],
    ['a group in Chinese', '退休', ['书法与绘画']],
    ['a group in traditional characters', '失業青年', ['書法與繪畫']],
    ['a group in English', 'retired', ['书法与绘画']],
    ['a group by its value', 'migrants', ['书法与绘画']],
    ['a group and a word of the title', '退休 書法', ['书法与绘画']],
    ['a group and a kind that differ', '退休 工作坊', []],
    ['a part of an English name', 'tire', []],
    ['words that say nothing', 'who from', []],
    ['one character of a name', '课', []],
  ])('finds %s', async (_, search, titles) => {
    expect((await found(search))?.toSorted()).toEqual(titles.toSorted())
  })

  test('finds centres in simplified and traditional characters', async () => {
    const centre = { address: '愚園路1号', status: 'ACTIVE', seats: 10 } as const
    const whereabouts = {
      latitude: null,
      longitude: null,
      telephone: null,
      website: null,
      openingHours: [],
      consignments: null,
    }
    await publish({
      community: lane,
      kind: 'CENTRE',
      id: uuid(7),
      version: 1,
      record: { name: '学习中心', ...centre, ...whereabouts },
    })
    for (const search of ['學習', '学习', '愚园路', '愚園路'])
      expect(await found(search, 'educationCentres', 'name')).toEqual(['学习中心'])
  })
})

describe('a batch is refused whole', () => {
  test.each<[string, () => Promise<string>, string]>([
    [
      'signed by another key',
      async () => sign([programme(1, 1)], { signer: await createSigningKey() }),
      'UNAUTHENTICATED',
    ],
    ['of another kind of message', () => sign([programme(1, 1)], { kind: 'returns' }), 'UNAUTHENTICATED'],
    ['for another tier', () => sign([programme(1, 1)], { audience: 'city' }), 'UNAUTHENTICATED'],
    ['of ten minutes ago', () => sign([programme(1, 1)], { at: new Date(now.getTime() - 600_000) }), 'UNAUTHENTICATED'],
    ['that is altered', async () => `${(await sign([programme(1, 1)])).slice(0, -3)}AAA`, 'UNAUTHENTICATED'],
    ['with nothing in it', () => sign([]), 'BAD_USER_INPUT'],
    ['with a record twice', () => sign([programme(1, 1), programme(1, 2)]), 'BAD_USER_INPUT'],
    ['with a member too many', () => sign([programme(1, 1, { teacher: 'Somebody' })]), 'BAD_USER_INPUT'],
    ['with days out of order', () => sign([programme(1, 1, { endsOn: '2026-03-31' })]), 'BAD_USER_INPUT'],
    ['with a number of free places', () => sign([programme(1, 1, { freePlaces: 4 })]), 'BAD_USER_INPUT'],
    ['that tells how few have a place', () => sign([programme(1, 1, { places: 'FULL' })]), 'BAD_USER_INPUT'],
    ['with an answer that nobody may know', () => sign([answer(lane, 'ADOPTED', 'PRIVATE')]), 'BAD_USER_INPUT'],
    ['of a kind that is none', () => sign([{ ...programme(1, 1), kind: 'LEDGER' }]), 'BAD_USER_INPUT'],
    [
      'of a community that is not registered',
      () => sign([programme(2, 1), programme(1, 1, {}, '310199001001')]),
      'NOT_FOUND',
    ],
  ])('%s', async (_what, batch, code) => {
    expect(await send(await batch())).toEqual([code])
    expect(await tier.sql('select from publication')).toEqual([])
  })
})

describe("a community's own node", () => {
  let own: SigningKey
  beforeAll(async () => {
    own = await createSigningKey()
  })
  const register = (status: string) =>
    tier.sql(`insert into node (community_code, status, epoch, address, keys, stale_for)
      values ('${lane}', '${status}', 1, 'http://127.0.0.1:1/graphql', '${JSON.stringify([{ kid: own.kid, x: own.publicJwk.x, notAfter: null }])}', 0)
      on conflict (community_code) do update set status = excluded.status`)
  const signed = (...publications: Publication[]) =>
    signMessage(
      'publications',
      { issuer: `node:${lane}`, key: own },
      'borough',
      `"publications":${JSON.stringify(publications)}`,
      now,
    )

  test('publishes what is its own while it answers for it, and nothing of others', async () => {
    await register('ACTIVE')
    expect(await send(await signed(programme(1, 1)))).toEqual({ received: 1, written: 1 })
    expect(await send(await signed(programme(1, 2), programme(2, 1, {}, garden)))).toEqual(['FORBIDDEN'])
    await register('REVOKED')
    expect(await send(await signed(programme(1, 2)))).toEqual(['UNAUTHENTICATED'])
    expect(await titles()).toEqual(['Title 1'])
  })
})

describe('answers to guidance', () => {
  const ask = async (viewer: Viewer, decision?: string) => {
    const query = `query ($of: [_Any!]!, $decision: GuidanceDecision) { _entities(representations: $of) { ... on Guidance {
      responses(decision: $decision) { totalCount nodes { decision answeredOn community { code } response { id } } }
      adaptation { addressed answered adopted adapted declined rate } } } }`
    const variables = { of: [{ __typename: 'Guidance', id: guidance }], decision }
    const { data, errors } = await subgraph.call({ query, variables, viewer })
    expect(errors).toBeUndefined()
    return (
      data as unknown as { _entities: { responses: { totalCount: number; nodes: object[] }; adaptation: object }[] }
    )._entities[0]
  }
  const city: Viewer = { ...officeOf('city', '310000000000') }

  test('are known to whom communities let know, and silence is counted for nothing', async () => {
    await publish(
      answer(lane, 'ADOPTED', 'PUBLIC'),
      answer(garden, 'ADAPTED', 'CITY'),
      answer(river, 'DECLINED', 'BOROUGH'),
    )
    const counts = { addressed: 8, answered: 1, adopted: 1, adapted: 0, declined: 0, rate: 0 }
    expect(await ask(anonymous)).toEqual({
      responses: {
        totalCount: 1,
        nodes: [
          {
            decision: 'ADOPTED',
            answeredOn: '2026-02-01',
            community: { code: lane },
            response: { id: `${lane}:${uuid(1)}` },
          },
        ],
      },
      adaptation: counts,
    })
    expect(await ask(officeOf('borough', '310102000000'))).toMatchObject({ adaptation: counts })
    expect(await ask(city)).toMatchObject({ adaptation: { ...counts, answered: 2, adapted: 1, rate: 50 } })
    const all = { ...counts, answered: 3, adapted: 1, declined: 1, rate: 200 / 3 }
    expect(await ask(officeOf('borough', borough), 'DECLINED')).toMatchObject({
      responses: { totalCount: 1, nodes: [{ community: { code: river } }] },
      adaptation: all,
    })
  })

  test('are none before anybody answered', async () => {
    expect(await ask(officeOf('borough', borough))).toEqual({
      responses: { totalCount: 0, nodes: [] },
      adaptation: { addressed: 8, answered: 0, adopted: 0, adapted: 0, declined: 0, rate: null },
    })
  })
})
