import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { isEnumType } from 'graphql'
import type { Database } from '../database/open-database.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

let hub: TestSubgraph<Database>

beforeAll(async () => {
  hub = await openCitySubgraph()
})
beforeEach(() => hub.statements.reset())
afterAll(() => hub.close())

async function ask(query: string): Promise<unknown> {
  const { data, errors } = await hub.ask(query)
  expect(errors).toEqual([])
  return data
}

describe('a city', () => {
  test('is one statement by its code, and so are all of them', async () => {
    expect(await ask('{ city(code: "310000000000") { name otherNames residents } }')).toEqual({
      city: { name: 'Shanghai', otherNames: ['Hu'], residents: 24870895 },
    })
    expect(hub.statements.count).toBe(1)
    expect(await ask('{ cities { code residents } }')).toEqual({
      cities: [
        { code: '310000000000', residents: 24870895 },
        { code: '441900000000', residents: null },
      ],
    })
    expect(hub.statements.count).toBe(2)
  })

  test('that is not on this hub is null', async () => {
    expect(await ask('{ city(code: "110000000000") { name } }')).toEqual({ city: null })
  })

  test('tells the source of its code list, whether or not a provenance is asked for beside it', async () => {
    const city = { codeList: { source: 'National Bureau of Statistics' } }
    expect(await ask('{ cities { codeList { source } } }')).toEqual({ cities: [city, city] })
  })

  test('tells its programme, code list and targets, a statement each for all cities', async () => {
    expect(
      await ask(`{ cities { codeList { id cutOff licence } programme { launchYear goals provenance { generated source owner } }
        targets(year: 2025) { measure value } } }`),
    ).toEqual({
      cities: [
        {
          codeList: { id: 'nbs-2023', cutOff: '2023-06-30', licence: 'WTFPL' },
          programme: {
            launchYear: 1999,
            goals: ['Learn at any age'],
            provenance: { generated: true, source: 'generated:1', owner: '310000000000' },
          },
          targets: [
            { measure: 'PARTICIPATION_RATE', value: 50 },
            { measure: 'SATISFACTION', value: 70 },
          ],
        },
        { codeList: { id: 'nbs-2023', cutOff: '2023-06-30', licence: 'WTFPL' }, programme: null, targets: [] },
      ],
    })
    expect(hub.statements.count).toBe(4)
  })
})

describe('ordinances', () => {
  test.each([
    ['first: 9', ['Second', 'First']],
    ['status: ADOPTED', ['Second']],
    ['status: REPEALED', ['First']],
    ['inForceOn: "2005-03-01"', ['First']],
    ['inForceOn: "2011-04-30"', ['First']],
    ['inForceOn: "2011-05-01"', ['Second']],
    ['inForceOn: "2005-02-28"', []],
  ])('ordinances(%s) are %j', async (filter, titles) => {
    expect(
      await ask(`{ city(code: "310000000000") { ordinances(${filter}) { totalCount nodes { title } } } }`),
    ).toEqual({ city: { ordinances: { totalCount: titles.length, nodes: titles.map((title) => ({ title })) } } })
    expect(hub.statements.count).toBe(3)
  })
})

test('committees tell which offices and organisations sit in them and what they decided, one statement a level', async () => {
  const decided = { totalCount: 2, nodes: [{ title: 'Decision 2' }] }
  expect(
    await ask(`{ city(code: "310000000000") { planningCommittees { nodes { name
      seats { office chair organisation { creditCode name registeredBy { name } } } decisions(first: 1) { totalCount nodes { title } } } } } }`),
  ).toEqual({
    city: {
      planningCommittees: {
        nodes: [
          {
            name: 'Learning City Committee',
            seats: [
              { office: 'Education Commission', chair: true, organisation: null },
              {
                office: 'Industry',
                chair: false,
                organisation: {
                  creditCode: '91310000MA1234567N',
                  name: 'Bund Company',
                  registeredBy: { name: 'Shanghai' },
                },
              },
            ],
            decisions: decided,
          },
          {
            name: 'Older Learners Committee',
            seats: [{ office: 'Civil Affairs Bureau', chair: true, organisation: null }],
            decisions: decided,
          },
        ],
      },
    },
  })
  expect(hub.statements.count).toBe(6)
})

describe('designations', () => {
  test.each([
    ['first: 9', ['310101002001', '310101002000', '310101002001']],
    ['level: NATIONAL', ['310101002001']],
    ['on: "2012-09-30"', ['310101002000', '310101002001']],
    ['on: "2012-10-01"', ['310101002001', '310101002000']],
  ])('pilotDesignations(%s) are of %j', async (filter, subjects) => {
    const data = await ask(`{ city(code: "310000000000") { pilotDesignations(${filter}) { nodes { subjectCode } } } }`)
    expect(data).toEqual({
      city: { pilotDesignations: { nodes: subjects.map((subjectCode) => ({ subjectCode })) } },
    })
  })

  test('those of communities are one statement for all of them', async () => {
    const { data } = await hub.ask(
      `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Community { code
        pilotDesignations { level subjectKind from to community { code } } } } }`,
      { keys: ['310101002001', '310101002002'].map((code) => ({ __typename: 'Community', code })) },
    )
    const held = { subjectKind: 'COMMUNITY', community: { code: '310101002001' } }
    expect((data as { _entities: unknown[] })._entities).toEqual([
      {
        code: '310101002001',
        pilotDesignations: [
          { level: 'PROVINCIAL', from: '2012-10-01', to: null, ...held },
          { level: 'NATIONAL', from: '2007-10-01', to: '2012-09-30', ...held },
        ],
      },
      { code: '310101002002', pilotDesignations: [] },
    ])
    expect(hub.statements.count).toBe(1)
  })
})

describe('the register of organisations', () => {
  test.each([
    ['first: 9', ['52310000MJ12345678', '91310000MA1234567N', '91441900MA1234567L']],
    ['first: 2', ['52310000MJ12345678', '91310000MA1234567N']],
    ['within: "441900000000"', ['91441900MA1234567L']],
    ['filter: { kinds: [COMPANY] }', ['91310000MA1234567N', '91441900MA1234567L']],
    ['filter: { search: "bUND" }', ['91310000MA1234567N']],
    ['filter: { search: "0%_" }', ['52310000MJ12345678']],
    ['filter: { search: "_" }', ['52310000MJ12345678']],
    ['filter: { search: "\\\\" }', ['52310000MJ12345678']],
    ['filter: { search: "ｂＵＮＤ" }', ['91310000MA1234567N']],
    ['filter: { search: "０％＿" }', ['52310000MJ12345678']],
    ['filter: { search: "nobody" }', []],
  ])('organisations(%s) are %j', async (filter, codes) => {
    const data = await ask(`{ organisations(${filter}) { nodes { creditCode } } }`)
    expect(data).toEqual({ organisations: { nodes: codes.map((creditCode) => ({ creditCode })) } })
    expect(hub.statements.count).toBe(1)
  })

  test('goes on after a page', async () => {
    const data = (await ask('{ organisations(first: 2) { pageInfo { endCursor hasNextPage } totalCount } }')) as {
      organisations: { pageInfo: { endCursor: string } }
    }
    expect(data.organisations).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
    const { endCursor } = data.organisations.pageInfo
    expect(
      await ask(`{ organisations(first: 2, after: "${endCursor}") { nodes { name } pageInfo { hasNextPage } } }`),
    ).toEqual({
      organisations: { nodes: [{ name: 'Pearl Company' }], pageInfo: { hasNextPage: false } },
    })
  })

  test('is entered by a credit code', async () => {
    expect(
      await ask('{ organisation(creditCode: "91310000MA1234567N") { name kind foundingDate otherNames } }'),
    ).toEqual({ organisation: { name: 'Bund Company', kind: 'COMPANY', foundingDate: null, otherNames: [] } })
    expect(await ask('{ organisation(creditCode: "91310000MA7654321K") { name } }')).toEqual({ organisation: null })
  })
})

test('code lists hold every value of the enums they name, from the start', async () => {
  const { learnerGroups, programmeKinds } = (await ask(
    '{ learnerGroups { code label labelEnglish } programmeKinds { code label labelEnglish } }',
  )) as Record<string, { code: string; label: string }[]>
  const valuesOf = (name: string) => {
    const type = hub.subgraph.schema.getType(name)
    return isEnumType(type) ? type.getValues().map(({ value }) => value as string) : []
  }
  expect(learnerGroups?.map(({ code }) => code)).toEqual(valuesOf('LearnerGroup'))
  expect(programmeKinds?.map(({ code }) => code)).toEqual(valuesOf('ProgrammeKind'))
  expect(learnerGroups?.at(2)).toEqual({ code: 'RETIRED', label: '退休人员', labelEnglish: 'Retired people' })
})
