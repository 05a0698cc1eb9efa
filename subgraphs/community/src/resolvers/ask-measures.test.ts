import { afterAll, beforeAll, expect, test } from 'vitest'
import { returned } from '@shequ/subgraph/testing/returned-measures'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'
import { lane as community } from '../testing/fixtures.js'

let hub: TestSubgraph

beforeAll(async () => {
  hub = await openCommunitySubgraph()
  const levels = 'PUBLIC,PRIVATE,BOROUGH,CITY,PUBLIC'
  const cells = { 'ALL ALL': { participants: 40, older_participants: 30, answers: 20, satisfied: 15, donations: 500 } }
  for (const statement of returned({ division: community, period: '2025', levels, cells }).split(';\n')) {
    await hub.sql(statement)
  }
})
afterAll(() => hub.close())

const question = `measures(query: {measures: [PARTICIPATION_RATE, OLDER_PARTICIPATION_RATE, SATISFACTION, DONATION_SHARE, BUDGET_PER_HEAD, REPORTING_RATE],
  from: "2025-01", to: "2025-12", grain: YEAR}) { rows { areaCode cells { status value } } totals { cells { value } } }`

async function ask(
  viewer = viewerOf(community),
  told: Record<string, unknown> = { residents: 2000, olderResidents: 600 },
) {
  const { data, errors } = await hub.ask(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { ${question} } } }`,
    { of: [{ __typename: 'Community', code: community, ...told }] },
    viewer,
  )
  expect(errors).toBeUndefined()
  const { _entities } = data as unknown as {
    _entities: { measures: { rows: { cells: { status: string; value: number | null }[] }[] } }[]
  }
  return _entities[0]?.measures.rows[0]?.cells.map(({ status, value }) => `${status} ${value}`)
}

test('a community answers from its own releases, all of them to its own office, in one statement', async () => {
  expect(await ask()).toEqual(['VALUE 2', 'VALUE 5', 'VALUE 75', 'VALUE 100', 'UNAVAILABLE null', 'VALUE 100'])
  expect(hub.statements.count).toBe(1)
})

test('residents are the borough’s to tell: without them, rates per resident are unavailable', async () => {
  expect(await ask(undefined, { residents: null, olderResidents: null })).toEqual([
    'UNAVAILABLE null',
    'UNAVAILABLE null',
    'VALUE 75',
    'VALUE 100',
    'UNAVAILABLE null',
    'VALUE 100',
  ])
})

test.each([
  ['borough-office', '310101000000', 'WITHHELD null', 'VALUE 100'],
  ['planner', '310000000000', 'WITHHELD null', 'WITHHELD null'],
  ['community-office', '310101002002', 'WITHHELD null', 'WITHHELD null'],
] as const)('the %s of %s reads what is shared with it', async (role, division, satisfaction, donations) => {
  const cells = await ask(viewerOf(division, role))
  expect(cells?.slice(2, 4)).toEqual([satisfaction, donations])
})

test('a filter narrows a community to itself by the areas that it lies in, and takes no others', async () => {
  const told = async (filter: string) => {
    const { data, errors } = await hub.ask(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community {
        measures(query: {measures: [SATISFACTION], filter: {${filter}}, from: "2025-01", to: "2025-12", grain: YEAR}) { totalCount } } } }`,
      { of: [{ __typename: 'Community', code: community, residents: 2000, olderResidents: 600 }] },
    )
    return errors?.[0]?.message ?? (data as unknown as { _entities: [{ measures: object }] })._entities[0].measures
  }
  expect(await told('boroughs: ["310101000000"]')).toEqual({ totalCount: 1 })
  expect(await told('communityKinds: [VILLAGE]')).toEqual({ totalCount: 0 })
  expect(await told('boroughs: ["310104000000"]')).toMatch(/310104000000 lies elsewhere/)
})

test('a community that this server lacks is not found', async () => {
  const { errors } = await hub.ask(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { ${question} } } }`,
    { of: [{ __typename: 'Community', code: '310101099001', residents: 1, olderResidents: 1 }] },
  )
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' })
})
