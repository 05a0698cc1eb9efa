import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import type { Publication, PublishedConsignment } from '@shequ/schema/publications/publication'
import { anonymous } from '@shequ/schema/viewer'
import { publicationSchema } from '@shequ/subgraph/publications/publication-schema'
import type { Subgraph } from '@shequ/subgraph/subgraph'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import { writePublications } from '../publications/write-publications.js'
import { buildBoroughSubgraph } from '../subgraph.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const city = '310000000000'
const [lane, river] = ['310101001001', '310102002001'] as const
const [music, crafts] = ['91110000802100433B', '5231000050000001AM'] as const

let tier: TestSubgraph<Database>
let subgraph: Subgraph
let now: Date
beforeAll(async () => {
  tier = await openBoroughSubgraph(8)
  subgraph = buildBoroughSubgraph({ database: tier.database, log: createLog('test', 'silent'), now: () => now })
})
beforeEach(async () => {
  now = new Date('2026-03-02T04:00:00Z')
  await tier.sql('delete from publication; delete from catalogue_centre')
})
afterAll(() => tier.close())

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const term = (n: number, operator: string, startsOn: string, endsOn: string, endedOn: string | null = null) => ({
  id: uuid(n),
  operator,
  startsOn,
  endsOn,
  endedOn,
})

/** A centre as servers send it: those with older software say nothing of consignments. */
function centre(
  n: number,
  name: string,
  consignments?: readonly PublishedConsignment[] | null,
  community: string = lane,
) {
  const record = {
    name,
    address: '1 Lane Road',
    status: 'ACTIVE',
    seats: 10,
    ...(consignments !== undefined && { consignments }),
  }
  return { community, kind: 'CENTRE', id: uuid(n), version: 1, record }
}

const publish = (...sent: readonly object[]) =>
  tier.database.writeSql(
    (sql) =>
      writePublications(
        sql,
        sent.map((one): Publication => publicationSchema.parse(one)),
      ),
    [lane, river],
  )

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await subgraph.call({ query, variables, viewer: anonymous })
  expect(errors).toBeUndefined()
  return data
}

/** The names of the centres that a filter finds in the city, and how many it counts. */
async function found(filter: object): Promise<readonly string[]> {
  const query = `query ($filter: CentreFilter) { educationCentres(within: "${city}", filter: $filter) { totalCount nodes { name } } }`
  const { educationCentres } = (await ask(query, { filter })) as {
    educationCentres: { totalCount: number; nodes: { name: string }[] }
  }
  expect(educationCentres.totalCount).toBe(educationCentres.nodes.length)
  return educationCentres.nodes.map(({ name }) => name)
}

const everyCentre = () =>
  publish(
    centre(1, 'A run by music', [term(1, music, '2026-01-01', '2026-06-30')]),
    centre(2, 'B run by crafts', [
      term(2, crafts, '2026-03-02', '2026-12-31'),
      term(3, music, '2025-01-01', '2026-03-01'),
    ]),
    centre(3, 'C ended before its term', [term(4, music, '2026-01-01', '2026-12-31', '2026-03-01')]),
    centre(4, 'D to come', [term(5, music, '2026-04-01', '2027-03-31')], river),
    centre(5, 'E never', [], river),
    centre(6, 'F of older software', undefined, river),
    centre(7, 'G not told', null),
  )

describe('centres of a city', () => {
  beforeEach(everyCentre)

  test.each<[string, object, readonly string[]]>([
    ['run by an organisation today', { operator: music }, ['A run by music']],
    ['run by another', { operator: crafts }, ['B run by crafts']],
    ['run by one that runs none', { operator: '52310114MJQHCK6F3G' }, []],
    ['under a consignment', { consigned: true }, ['A run by music', 'B run by crafts']],
    ['under none', { consigned: false }, ['C ended before its term', 'D to come', 'E never']],
    ['whose consignment ends before a day', { endingBefore: '2026-07-01' }, ['A run by music']],
    ['whose consignment does not end before its last day', { endingBefore: '2026-06-30' }, []],
    ['of an operator, ending', { operator: crafts, endingBefore: '2027-01-01' }, ['B run by crafts']],
    ['of an operator, not ending', { operator: crafts, endingBefore: '2026-12-31' }, []],
    ['that are both, which none is', { operator: music, consigned: false }, []],
    ['found by a word too', { search: 'run', consigned: true }, ['A run by music', 'B run by crafts']],
  ])('are found that are %s', async (_what, filter, names) => {
    expect(await found(filter)).toEqual(names)
  })

  test('go from list to list by the day in China, without a write', async () => {
    now = new Date('2026-03-01T15:59:00Z')
    expect(await found({ operator: music })).toEqual(['A run by music', 'B run by crafts', 'C ended before its term'])
    now = new Date('2026-03-31T16:00:00Z')
    expect(await found({ operator: music })).toEqual(['A run by music', 'D to come'])
    now = new Date('2027-12-31T04:00:00Z')
    expect(await found({ consigned: true })).toEqual([])
    expect(await found({ consigned: false })).toHaveLength(5)
  })

  test('tell their consignments, latest first; null is not none', async () => {
    const { educationCentres } = (await ask(
      `{ educationCentres(within: "${city}") { nodes { name consignments {
        startsOn endsOn endedOn operator { creditCode } educationCentre { name } consignment { id } } } } }`,
    )) as { educationCentres: { nodes: { name: string; consignments: unknown }[] } }
    const told = new Map(educationCentres.nodes.map(({ name, consignments }) => [name[0], consignments]))
    expect([told.get('E'), told.get('F'), told.get('G')]).toEqual([[], null, null])
    expect(told.get('B')).toEqual([
      {
        startsOn: '2026-03-02',
        endsOn: '2026-12-31',
        endedOn: null,
        operator: { creditCode: crafts },
        educationCentre: { name: 'B run by crafts' },
        consignment: { id: `${lane}:${uuid(2)}` },
      },
      expect.objectContaining({ startsOn: '2025-01-01', operator: { creditCode: music } }),
    ])
  })
})

describe("an organisation's consignments", () => {
  beforeEach(everyCentre)
  interface Page {
    readonly totalCount: number
    readonly pageInfo: { readonly endCursor: string | null }
    readonly nodes: readonly { readonly startsOn: string; readonly educationCentre: { readonly name: string } }[]
  }
  const list = async (creditCodes: readonly string[], page: object = {}, within = city) => {
    const { _entities } = (await ask(
      `query ($of: [_Any!]!, $within: DivisionCode!, $first: Int, $after: String, $from: Date) { _entities(representations: $of) { ... on Organisation {
        consignments(within: $within, first: $first, after: $after, from: $from) {
          totalCount pageInfo { endCursor } nodes { startsOn educationCentre { name } } } } } }`,
      { of: creditCodes.map((creditCode) => ({ __typename: 'Organisation', creditCode })), within, ...page },
    )) as { _entities: { consignments: Page }[] }
    return _entities.map(({ consignments }) => consignments)
  }
  const names = (page: Page | undefined) => page?.nodes.map(({ educationCentre }) => educationCentre.name[0])

  test('are listed of a whole city, latest first, those that are over and those to come too', async () => {
    const [all] = await list([music])
    expect([all?.totalCount, names(all)?.toSorted()]).toEqual([4, ['A', 'B', 'C', 'D']])
    const days = all?.nodes.map(({ startsOn }) => startsOn)
    expect(days).toEqual(days?.toSorted().toReversed())
    expect(names((await list([music], { from: '2026-03-02' }))[0])).toEqual(['D', 'A'])
  })

  test('are read page by page, each once', async () => {
    const read: (string | undefined)[] = []
    let after: string | null = null
    do {
      const [page]: readonly Page[] = await list([music], { first: 1, after })
      read.push(...(names(page) ?? []))
      after = page?.pageInfo.endCursor ?? null
    } while (after !== null && read.length < 4)
    expect([read.length, new Set(read)]).toEqual([4, new Set(['A', 'B', 'C', 'D'])])
  })

  test('are those of a borough or street where that is asked for', async () => {
    expect(names((await list([music], {}, '310102000000'))[0])).toEqual(['D'])
    expect(names((await list([music], {}, '310101001000'))[0])?.toSorted()).toEqual(['A', 'B', 'C'])
  })

  test('of several organisations take no more statements than of one', async () => {
    tier.statements.reset()
    await list([music], { first: 2 })
    const { count } = tier.statements
    tier.statements.reset()
    const pages = await list([music, crafts], { first: 2 })
    expect(pages.map(({ totalCount, nodes }) => [totalCount, nodes.length])).toEqual([
      [4, 2],
      [1, 1],
    ])
    expect(tier.statements.count).toBe(count)
  })

  test.each([
    [lane, 'BAD_USER_INPUT'],
    ['310199000000', 'NOT_FOUND'],
  ])('within %s are refused', async (within, code) => {
    const { errors } = await subgraph.call({
      query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organisation { consignments(within: "${within}") { totalCount } } } }`,
      variables: { of: [{ __typename: 'Organisation', creditCode: music }] },
      viewer: anonymous,
    })
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([code])
  })
})

describe('a centre is refused whose consignments', () => {
  const one = term(1, music, '2026-01-01', '2026-06-30')
  test.each<[string, object]>([
    ['name no organisation', { ...one, operator: '91110000802100433A' }],
    ['end before they begin', { ...one, endsOn: '2025-12-31' }],
    ['were ended after their term', { ...one, endedOn: '2026-07-01' }],
    ['were ended before they began', { ...one, endedOn: '2025-12-31' }],
    ['say more than the catalogue is told', { ...one, purpose: 'To teach.' }],
  ])('%s', (_what, consignment) => {
    const of = (consignments: readonly object[]) =>
      publicationSchema.safeParse({ ...centre(1, 'A'), record: { ...centre(1, 'A').record, consignments } }).success
    expect([of([one]), of([consignment])]).toEqual([true, false])
  })

  test('come twice', () => {
    expect(publicationSchema.safeParse(centre(1, 'A', [one, one])).success).toBe(false)
  })
})
