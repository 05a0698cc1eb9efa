import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const rows = `
  update community set name = '50%_off \\ Hall' where code = '310101001001';
  update community set removed_at = now(), updated_at = now() where code = '310101001002';
  insert into code_change (predecessor, code_list, successor)
    values ('310101001002', 'nbs-2023', '310101001003'), ('310101009009', 'nbs-2022', null);
  insert into service_centre (borough_code, id, name, address, opened_on) values
    ('310101000000', '00000000-0000-4000-8000-000000000001', 'East', '1 East Road', '2020-01-01'),
    ('310101000000', '00000000-0000-4000-8000-000000000002', 'Central', '2 Central Road', '2021-01-01'),
    ('310102000000', '00000000-0000-4000-8000-000000000003', 'West', '3 West Road', '2022-01-01');
  insert into service (borough_code, id, service_centre_id, name, description, status, schedule, service_area)
    select borough_code, gen_random_uuid(), id, name || ' service ' || n, 'For all', (case n when 3 then 'DEFUNCT' else 'ACTIVE' end)::service_status,
      'FREQ=DAILY', array[borough_code] from service_centre, generate_series(1, 3) n;
  insert into allocation (borough_code, community_code, year, purpose, amount, relieved)
    select borough_code, code, 2023 + n, 'LEARNING', 1000 * n, 0.5 from community, generate_series(1, 2) n where borough_code = '310101000000';
  insert into guidance (borough_code, id, title, text, issued_on) values
    ('310101000000', '00000000-0000-4000-8000-000000000011', 'For all', 'Read more', '2025-01-01'),
    ('310101000000', '00000000-0000-4000-8000-000000000012', 'For one', 'Read less', '2025-02-01');
  insert into guidance_recipient values ('310101000000', '00000000-0000-4000-8000-000000000012', '310101001001');
  analyze;`

let hub: TestSubgraph<Database>

beforeAll(async () => {
  hub = await openBoroughSubgraph(20, { name: 'reads', sql: rows })
})
beforeEach(() => hub.statements.reset())
afterAll(() => hub.close())

describe('areas', () => {
  const communities =
    'query ($within: DivisionCode!) { communities(within: $within, first: 1) { totalCount nodes { code } } }'

  test.each([
    ['a city', '310000000000', 319, '310101001001'],
    ['a borough', '310102000000', 20, '310102001001'],
    ['a street', '310102002000', 5, '310102002001'],
    ['a city without districts, which is its own borough', '441900000000', 1, '441900003001'],
  ])('%s holds its communities', async (_what, within, totalCount, code) => {
    const { data } = await hub.ask(communities, { within })
    expect(data).toEqual({ communities: { totalCount, nodes: [{ code }] } })
    expect(hub.statements.count).toBe(2)
  })

  test('a community knows its street, borough and city', async () => {
    const { data } = await hub.ask(`{ community(code: "310102002001") {
      name kind residents residentsEstimated otherNames street { code name borough { code } } borough { code name city { code } }
      provenance { tier owner source generated removedAt } } }`)
    expect(data).toEqual({
      community: {
        name: 'District 02 community 1',
        kind: 'RESIDENTS',
        residents: 3001,
        residentsEstimated: true,
        otherNames: [],
        street: { code: '310102002000', name: 'District 02 street 2', borough: { code: '310102000000' } },
        borough: { code: '310102000000', name: 'District 02', city: { code: '310000000000' } },
        provenance: { tier: 'BOROUGH', owner: '310102000000', source: 'hub', generated: false, removedAt: null },
      },
    })
    expect(hub.statements.count).toBe(3)
  })

  test('a city without districts answers alike as city and as borough', async () => {
    const { data, errors } = await hub.ask(`{ borough(code: "441900000000") { name city { code boroughs { code name } }
      streets { code communities { nodes { code borough { code } } } } } }`)
    expect(errors).toEqual([])
    expect(data).toEqual({
      borough: {
        name: 'Dongguan',
        city: { code: '441900000000', boroughs: [{ code: '441900000000', name: 'Dongguan' }] },
        streets: [
          {
            code: '441900003000',
            communities: { nodes: [{ code: '441900003001', borough: { code: '441900000000' } }] },
          },
        ],
      },
    })
  })

  test('what is not on this hub is null', async () => {
    const { data, errors } = await hub.ask(
      '{ borough(code: "110101000000") { name } community(code: "110101001001") { name } }',
    )
    expect([data, errors]).toEqual([{ borough: null, community: null }, []])
  })

  test('entities of all kinds are found by their keys, in a statement for each kind', async () => {
    const keys = [
      { __typename: 'Community', code: '310102002001' },
      { __typename: 'Community', code: '310102002002' },
      { __typename: 'Street', code: '310102002000' },
      { __typename: 'Borough', code: '310102000000' },
      { __typename: 'ServiceCentre', id: '310101000000:00000000-0000-4000-8000-000000000001' },
      { __typename: 'Guidance', id: '310101000000:00000000-0000-4000-8000-000000000011' },
      { __typename: 'Guidance', id: 'nonsense' },
    ]
    const { data, errors } = await hub.ask(
      `query ($keys: [_Any!]!) { _entities(representations: $keys) {
        ... on Community { name } ... on Street { name } ... on Borough { name } ... on ServiceCentre { name } ... on Guidance { title } } }`,
      { keys },
    )
    expect(errors).toEqual([])
    expect((data as { _entities: unknown[] })._entities).toEqual([
      { name: 'District 02 community 1' },
      { name: 'District 02 community 5' },
      { name: 'District 02 street 2' },
      { name: 'District 02' },
      { name: 'East' },
      { title: 'For all' },
      null,
    ])
    expect(hub.statements.count).toBe(5)
  })
})

describe('filters', () => {
  const total = async (field: string) => {
    const { data, errors } = await hub.ask(`{ borough(code: "310101000000") { communities(${field}) { totalCount } } }`)
    expect(errors).toEqual([])
    return (data as { borough: { communities: { totalCount: number } } }).borough.communities.totalCount
  }

  test.each([
    ['first: 500', 19],
    ['street: "310101001000"', 4],
    ['street: "310102001000"', 0],
    ['kind: VILLAGE', 4],
    ['search: "COMMUNITY 1"', 11],
    ['search: "ＣＯＭＭＵＮＩＴＹ　１"', 11],
    ['search: "%_off \\\\ h"', 1],
    ['search: "%"', 1],
    ['search: "_"', 1],
    ['search: ""', 19],
    ['updatedSince: "2000-01-01T00:00:00Z"', 20],
  ])('communities(%s) are %i', async (field, expected) => expect(await total(field)).toBe(expected))

  test('an area takes several kinds', async () => {
    const { data } = await hub.ask(
      '{ communities(within: "310103000000", filter: { kinds: [VILLAGE, OTHER] }) { totalCount } }',
    )
    expect(data).toEqual({ communities: { totalCount: 4 } })
  })
})

describe('a community that gave up its code', () => {
  test('is listed only to those who follow changes', async () => {
    const { data } = await hub.ask(`{ communities(within: "310101001000", updatedSince: "2000-01-01T00:00:00Z") {
      nodes { code provenance { removedAt } } } }`)
    const { nodes } = (data as { communities: { nodes: { code: string; provenance: { removedAt: string | null } }[] } })
      .communities
    expect(nodes.filter(({ provenance }) => provenance.removedAt !== null).map(({ code }) => code)).toEqual([
      '310101001002',
    ])
  })

  test('tells which code took its place, and that one which it was', async () => {
    const change = { predecessor: '310101001002', successor: '310101001003', codeList: 'nbs-2023' }
    const { data } = await hub.ask(`{
      old: community(code: "310101001002") { codeChanges { predecessor successor codeList } }
      new: community(code: "310101001003") { codeChanges { predecessor successor codeList } }
      other: community(code: "310101001001") { codeChanges { predecessor } } }`)
    expect(data).toEqual({ old: { codeChanges: [change] }, new: { codeChanges: [change] }, other: { codeChanges: [] } })
    expect(hub.statements.count).toBe(2)
  })
})

describe('what a borough does', () => {
  test('its centres and their services are listed by name, one statement a level', async () => {
    const { data, errors } = await hub.ask(`{ borough(code: "310101000000") { serviceCentres { nodes {
      id name status openedOn borough { code } services(status: ACTIVE) { totalCount nodes { name schedule serviceArea serviceCentre { name } } } } } } }`)
    expect(errors).toEqual([])
    const serviceOf = (name: string, n: number) => ({
      name: `${name} service ${n}`,
      schedule: 'FREQ=DAILY',
      serviceArea: ['310101000000'],
      serviceCentre: { name },
    })
    const centreOf = (name: string, id: number, openedOn: string) => ({
      id: `310101000000:00000000-0000-4000-8000-00000000000${id}`,
      name,
      status: 'ACTIVE',
      openedOn,
      borough: { code: '310101000000' },
      services: { totalCount: 2, nodes: [serviceOf(name, 1), serviceOf(name, 2)] },
    })
    expect(data).toEqual({
      borough: { serviceCentres: { nodes: [centreOf('Central', 2, '2021-01-01'), centreOf('East', 1, '2020-01-01')] } },
    })
    expect(hub.statements.count).toBe(5)
  })

  test('allocations are listed latest year first, from either end', async () => {
    const { data } = await hub.ask(`{
      borough(code: "310101000000") { allocations(year: 2025, first: 1) { totalCount nodes { year amount relieved purpose } } }
      community(code: "310101001001") { allocations { nodes { year amount community { code } } } } }`)
    expect(data).toEqual({
      borough: {
        allocations: {
          totalCount: 20,
          nodes: [{ year: 2025, amount: '2000.00', relieved: '0.50', purpose: 'LEARNING' }],
        },
      },
      community: {
        allocations: {
          nodes: [
            { year: 2025, amount: '2000.00', community: { code: '310101001001' } },
            { year: 2024, amount: '1000.00', community: { code: '310101001001' } },
          ],
        },
      },
    })
  })

  test('guidance reaches those it names, or everybody where it names nobody', async () => {
    const { data } = await hub.ask(`{ borough(code: "310101000000") { guidance { nodes { title recipients { code } } }
      communities(street: "310101001000", first: 2) { nodes { guidance { totalCount nodes { title } } } } } }`)
    expect(data).toEqual({
      borough: {
        guidance: {
          nodes: [
            { title: 'For one', recipients: [{ code: '310101001001' }] },
            { title: 'For all', recipients: [] },
          ],
        },
        communities: {
          nodes: [
            { guidance: { totalCount: 2, nodes: [{ title: 'For one' }, { title: 'For all' }] } },
            { guidance: { totalCount: 1, nodes: [{ title: 'For all' }] } },
          ],
        },
      },
    })
    expect(hub.statements.count).toBe(6)
  })
})
