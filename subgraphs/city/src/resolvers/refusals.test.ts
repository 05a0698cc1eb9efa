import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { anonymous } from '@shequ/schema/viewer'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { type Database, openDatabase } from '../database/open-database.js'
import { buildCitySubgraph } from '../subgraph.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

const city = '310000000000'
const unknown = `${city}:00000000-0000-4000-8000-00000000ffff`
const committee = `${city}:00000000-0000-4000-8000-000000000001`
const repealed = `${city}:00000000-0000-4000-8000-000000000021`
const standing = `${city}:00000000-0000-4000-8000-000000000022`
const ended = `${city}:00000000-0000-4000-8000-000000000031`
const open = `${city}:00000000-0000-4000-8000-000000000032`

/** What each write takes, so that a test changes one thing about it. */
const inputs: Readonly<Record<string, object>> = {
  adoptOrdinance: { city, title: 'T', summary: 'S', adoptedOn: '2026-01-02' },
  repealOrdinance: { city, ordinance: standing, repealedOn: '2026-01-02' },
  setTarget: { city, measure: 'SATISFACTION', year: 2026, value: 70 },
  designatePilot: {
    city,
    level: 'NATIONAL',
    subjectKind: 'COMMUNITY',
    subjectCode: '310101002001',
    awardedBy: 'Ministry',
    from: '2026-01-01',
  },
  endPilotDesignation: { city, designation: open, to: '2026-01-01' },
  registerOrganisation: { city, creditCode: '91310000MA7654321K', name: 'N' },
  recordCommitteeDecision: { city, committee, title: 'T', resolution: 'R', decidedOn: '2026-01-01' },
  issueCityGuidance: { city, title: 'T', text: 'T', issuedOn: '2026-01-02', boroughs: [] },
}

let hub: TestSubgraph<Database>

beforeAll(async () => {
  hub = await openCitySubgraph()
})
afterAll(() => hub.close())

async function refusal(mutation: string, changes: object, viewer = officeOf('city', city)) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await hub.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`,
    { input: { ...inputs[mutation], ...changes } },
    viewer,
  )
  expect(data ?? null).toEqual(data === undefined ? null : { [mutation]: null })
  return errors[0] ?? { code: 'none', message: '' }
}

describe.each(Object.keys(inputs))('%s', (mutation) => {
  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['a planner of the city', { ...officeOf('city', city), role: 'planner' as const }, 'FORBIDDEN'],
    ['the office of another city', officeOf('city', '441900000000'), 'FORBIDDEN'],
    ['the office of a borough with the same code', officeOf('borough', city), 'FORBIDDEN'],
  ])('is not for %s', async (_who, viewer, code) => {
    expect(await refusal(mutation, {}, viewer)).toMatchObject({ code })
  })

  test('is not for the office of a city that is not on this hub', async () => {
    const elsewhere = '110000000000'
    expect(await refusal(mutation, { city: elsewhere }, officeOf('city', elsewhere))).toMatchObject({
      code: mutation === 'designatePilot' ? 'BAD_USER_INPUT' : 'NOT_FOUND',
    })
  })
})

test.each([
  ['adoptOrdinance', { title: '  ' }, 'BAD_USER_INPUT', '`title` to have 1 to 200 characters, but got nothing'],
  ['adoptOrdinance', { title: 'x'.repeat(201) }, 'BAD_USER_INPUT', '1 to 200 characters, but got 201'],
  ['adoptOrdinance', { summary: '\u0000' }, 'BAD_USER_INPUT', 'control characters'],
  ['adoptOrdinance', { adoptedOn: '2026-02-30' }, 'BAD_USER_INPUT', 'a calendar day'],
  ['adoptOrdinance', { inForceFrom: '2026-01-01' }, 'BAD_USER_INPUT', 'not before `adoptedOn` (2026-01-02)'],
  ['adoptOrdinance', { adoptedOn: '2999-01-01' }, 'TOO_EARLY', 'China Standard Time) or before, but got 2999-01-01'],
  ['adoptOrdinance', { idempotencyKey: 'short' }, 'BAD_USER_INPUT', '8 to 64 characters, but got 5'],
  ['adoptOrdinance', { adoptedOn: '0000-01-01' }, 'BAD_USER_INPUT', ''],
  ['repealOrdinance', { ordinance: unknown }, 'NOT_FOUND', unknown],
  ['repealOrdinance', { ordinance: 'nonsense' }, 'NOT_FOUND', 'nonsense'],
  ['repealOrdinance', { ordinance: `44190${standing.slice(5)}` }, 'NOT_FOUND', 'a record of 310000000000'],
  ['repealOrdinance', { ordinance: repealed }, 'CLOSED', 'repealed on 2011-05-01'],
  ['repealOrdinance', { repealedOn: '2010-01-01' }, 'BAD_USER_INPUT', 'not before `adoptedOn` (2011-01-05)'],
  ['repealOrdinance', { repealedOn: '2999-01-01' }, 'TOO_EARLY', '`repealedOn` to be today'],
  ['recordCommitteeDecision', { decidedOn: '2999-01-01' }, 'TOO_EARLY', '`decidedOn` to be today'],
  ['registerOrganisation', { foundingDate: '2999-01-01' }, 'TOO_EARLY', '`foundingDate` to be today'],
  ['issueCityGuidance', { issuedOn: '2999-01-01' }, 'TOO_EARLY', '`issuedOn` to be today'],
  ['setTarget', { year: 1999 }, 'BAD_USER_INPUT', '`year` to be 2000 to 2100, but got 1999'],
  ['setTarget', { value: -0.5 }, 'BAD_USER_INPUT', '-0.5'],
  ['setTarget', { measure: 'HAPPINESS' }, 'BAD_USER_INPUT', 'HAPPINESS'],
  ['designatePilot', { subjectCode: '441900003001' }, 'BAD_USER_INPUT', 'a COMMUNITY of the city 310000000000'],
  ['designatePilot', { subjectCode: '310101002000' }, 'BAD_USER_INPUT', 'a COMMUNITY of the city'],
  ['designatePilot', { subjectKind: 'TOWN' }, 'BAD_USER_INPUT', 'a TOWN of the city'],
  ['designatePilot', { subjectKind: 'CITY', subjectCode: '310101000000' }, 'BAD_USER_INPUT', "the city's own code"],
  ['endPilotDesignation', { designation: unknown }, 'NOT_FOUND', unknown],
  ['endPilotDesignation', { designation: ended }, 'CLOSED', 'ended on 2012-09-30'],
  ['endPilotDesignation', { to: '2012-09-30' }, 'BAD_USER_INPUT', 'not before `from` (2012-10-01)'],
  ['registerOrganisation', { creditCode: '91310000MA1234567N' }, 'CONFLICT', '91310000MA1234567N'],
  ['registerOrganisation', { creditCode: '91441900MA1234567L' }, 'CONFLICT', '91441900MA1234567L'],
  ['registerOrganisation', { creditCode: '11310000MJ1234567F' }, 'BAD_USER_INPUT', '51 (association)'],
  ['registerOrganisation', { creditCode: '91310000MA1234567M' }, 'BAD_USER_INPUT', 'check character'],
  ['registerOrganisation', { otherNames: Array.from({ length: 21 }, () => 'N') }, 'BAD_USER_INPUT', 'at most 20'],
  ['registerOrganisation', { otherNames: ['N', ''] }, 'BAD_USER_INPUT', '`otherNames.1`'],
  ['recordCommitteeDecision', { committee: unknown }, 'NOT_FOUND', unknown],
  ['recordCommitteeDecision', { committee: standing }, 'NOT_FOUND', standing],
])('%s with %j is %s: %s', async (mutation, changes, code, message) => {
  const refused = await refusal(mutation, changes)
  expect(refused.code).toBe(code)
  expect(refused.message).toContain(message)
})

test('a second repeal and a second end are CLOSED, however many come at once', async () => {
  const codes = async (mutation: string) =>
    (
      await Promise.all(
        Array.from({ length: 5 }, () =>
          hub.ask(
            `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { id } }`,
            { input: inputs[mutation] },
            officeOf('city', city),
          ),
        ),
      )
    )
      .map(({ errors }) => errors[0]?.code ?? 'done')
      .sort()
  const once = ['CLOSED', 'CLOSED', 'CLOSED', 'CLOSED', 'done']
  expect(await codes('repealOrdinance')).toEqual(once)
  expect(await codes('endPilotDesignation')).toEqual(once)
})

test.each([
  ['{ organisations(within: "110000000000") { totalCount } }', 'NOT_FOUND', 'no city 110000000000'],
  ['{ organisations(first: 0) { totalCount } }', 'BAD_USER_INPUT', '1 to 500, but got 0'],
  ['{ organisations(first: -1) { totalCount } }', 'BAD_USER_INPUT', '-1'],
  ['{ organisations(first: 501) { totalCount } }', 'BAD_USER_INPUT', '501'],
  ['{ organisations(after: "nonsense") { totalCount } }', 'BAD_USER_INPUT', '`endCursor`'],
  ['{ organisations(updatedSince: "yesterday") { totalCount } }', 'BAD_USER_INPUT', 'a moment'],
  ['{ organisations(filter: { search: "\\u0000" }) { totalCount } }', 'BAD_USER_INPUT', 'NUL'],
  ['{ city(code: "31") { name } }', 'BAD_USER_INPUT', 'a 12-digit division code'],
  ['{ city(code: "310000000000") { mayor } }', 'GRAPHQL_VALIDATION_FAILED', 'mayor'],
  [
    '{ city(code: "310000000000") { ordinances(after: "WyIyMDI1LTAxLTAxIl0") { totalCount } } }',
    'BAD_USER_INPUT',
    '`after`',
  ],
])('%s is %s: %s', async (query, code, message) => {
  const { errors } = await hub.ask(query)
  expect(errors[0]?.code).toBe(code)
  expect(errors[0]?.message).toContain(message)
})

test('a database that is down is told as that, to readers and writers, without its address', async () => {
  const database = openDatabase('postgresql://nobody:secret@127.0.0.1:1/none')
  const { call } = buildCitySubgraph({ database, log: createLog('test', 'silent') })
  const read = await call({ query: '{ cities { name } }', variables: {}, viewer: anonymous })
  const write = await call({
    query: 'mutation ($input: SetTargetInput!) { setTarget(input: $input) { value } }',
    variables: { input: inputs['setTarget'] },
    viewer: officeOf('city', city),
  })
  await database.close()
  for (const { errors } of [read, write]) {
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['DATABASE_UNAVAILABLE'])
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|nobody|secret|stack/)
  }
})
