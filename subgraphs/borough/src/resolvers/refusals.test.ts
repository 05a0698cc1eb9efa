import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '@shequ/schema/viewer'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import { borough, centreId, serviceId, services } from '../testing/borough-services.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const unknown = `${borough}:00000000-0000-4000-8000-00000000ffff`
const ofAnother = '310102000000:00000000-0000-4000-8000-000000000004'

/** What each write takes, so that a test changes one thing about it. */
const inputs: Readonly<Record<string, object>> = {
  openServiceCentre: { borough, name: 'N', address: 'A', openedOn: '2026-01-01' },
  changeServiceCentre: { borough, serviceCentre: centreId(1) },
  openService: { borough, serviceCentre: centreId(1), name: 'N', description: 'D', schedule: 'FREQ=DAILY' },
  changeService: { borough, service: serviceId(1) },
  allocate: { borough, community: '310101001001', year: 2026, purpose: 'LEARNING', amount: '1' },
  issueGuidance: { borough, title: 'T', text: 'T', issuedOn: '2026-01-02' },
}

let hub: TestSubgraph<Database>

beforeAll(async () => {
  hub = await openBoroughSubgraph(20, services)
})
afterAll(() => hub.close())

async function refusal(mutation: string, changes: object, viewer = officeOf('borough', borough)) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { errors } = await hub.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`,
    { input: { ...inputs[mutation], ...changes } },
    viewer,
  )
  return errors[0] ?? { code: 'none', message: '' }
}

describe.each(Object.keys(inputs))('%s', (mutation) => {
  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['a district app of the borough', { ...officeOf('borough', borough), role: 'district-app' as const }, 'FORBIDDEN'],
    ['the office of another borough', officeOf('borough', '310102000000'), 'FORBIDDEN'],
    ['the office of the city above', officeOf('city', '310000000000'), 'FORBIDDEN'],
    ['the office of a community below', officeOf('community', '310101001001'), 'FORBIDDEN'],
  ])('is not for %s', async (_who, viewer, code) => {
    expect(await refusal(mutation, {}, viewer)).toMatchObject({ code })
  })

  test('is not for the office of a borough that is not on this hub', async () => {
    const elsewhere = '110101000000'
    expect(await refusal(mutation, { borough: elsewhere }, officeOf('borough', elsewhere))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

test.each([
  ['openServiceCentre', { name: '' }, 'BAD_USER_INPUT', '`name`'],
  ['openServiceCentre', { address: 'x'.repeat(201) }, 'BAD_USER_INPUT', '`address` to have 1 to 200 characters'],
  ['issueGuidance', { issuedOn: '2999-01-01' }, 'TOO_EARLY', '`issuedOn` to be today'],
  ['openServiceCentre', { openedOn: '2026-13-01' }, 'BAD_USER_INPUT', 'a calendar day'],
  ['changeServiceCentre', { serviceCentre: unknown }, 'NOT_FOUND', unknown],
  ['changeServiceCentre', { serviceCentre: ofAnother }, 'NOT_FOUND', ofAnother],
  ['changeServiceCentre', { name: null }, 'BAD_USER_INPUT', '`name`'],
  ['changeServiceCentre', { address: null }, 'BAD_USER_INPUT', '`address`'],
  ['changeServiceCentre', { status: null }, 'BAD_USER_INPUT', '`status`'],
  ['changeServiceCentre', { name: ' ' }, 'BAD_USER_INPUT', 'got nothing'],
  ['changeServiceCentre', { serviceCentre: centreId(3), status: 'ACTIVE' }, 'CLOSED', 'DEFUNCT'],
  ['openService', { serviceCentre: unknown }, 'NOT_FOUND', unknown],
  ['openService', { serviceCentre: ofAnother }, 'NOT_FOUND', ofAnother],
  ['openService', { serviceCentre: centreId(3) }, 'CLOSED', 'DEFUNCT'],
  ['openService', { schedule: 'every Monday' }, 'BAD_USER_INPUT', 'an RRULE'],
  ['openService', { minimumAge: -1 }, 'BAD_USER_INPUT', '`minimumAge` to be 0 to 150, but got -1'],
  ['openService', { maximumAge: 151 }, 'BAD_USER_INPUT', '`maximumAge` to be 0 to 150, but got 151'],
  ['openService', { minimumAge: 20, maximumAge: 19 }, 'BAD_USER_INPUT', 'not under `minimumAge` (20), but got 19'],
  ['openService', { audience: ['EVERYBODY'] }, 'BAD_USER_INPUT', 'EVERYBODY'],
  ['openService', { serviceArea: [] }, 'BAD_USER_INPUT', 'at least one street'],
  [
    'openService',
    { serviceArea: ['310101001000', '310102001000', '310101009000'] },
    'NOT_FOUND',
    'these are not: 310101009000, 310102001000.',
  ],
  ['openService', { serviceArea: ['310101001001'] }, 'NOT_FOUND', '310101001001'],
  ['openService', { serviceArea: [borough, '310101001000'] }, 'NOT_FOUND', borough],
  ['changeService', { service: unknown }, 'NOT_FOUND', unknown],
  ['changeService', { service: serviceId(3), name: 'N' }, 'CLOSED', 'DEFUNCT'],
  ['changeService', { name: null }, 'BAD_USER_INPUT', '`name`'],
  ['changeService', { description: null }, 'BAD_USER_INPUT', '`description`'],
  ['changeService', { schedule: null }, 'BAD_USER_INPUT', '`schedule`'],
  ['changeService', { schedule: 'FREQ=NEVER' }, 'BAD_USER_INPUT', '"NEVER" for FREQ'],
  ['changeService', { audience: null }, 'BAD_USER_INPUT', '`audience`'],
  ['changeService', { status: null }, 'BAD_USER_INPUT', '`status`'],
  ['changeService', { minimumAge: 61 }, 'BAD_USER_INPUT', 'not under `minimumAge` (61), but got 60'],
  ['changeService', { maximumAge: 17 }, 'BAD_USER_INPUT', 'not under `minimumAge` (18), but got 17'],
  ['allocate', { community: '310102001001' }, 'NOT_FOUND', 'these are not: 310102001001.'],
  ['allocate', { community: '310101001002' }, 'NOT_FOUND', '310101001002'],
  ['allocate', { community: '310101001000' }, 'NOT_FOUND', '310101001000'],
  ['allocate', { year: 2101 }, 'BAD_USER_INPUT', '2101'],
  ['allocate', { amount: '0.00' }, 'BAD_USER_INPUT', 'more than nothing'],
  ['allocate', { amount: '-1' }, 'BAD_USER_INPUT', 'an amount in CNY'],
  ['allocate', { amount: '1.005' }, 'BAD_USER_INPUT', 'an amount in CNY'],
  ['allocate', { amount: 5 }, 'BAD_USER_INPUT', 'an amount in CNY'],
  ['issueGuidance', { answerBy: '2026-01-01' }, 'BAD_USER_INPUT', 'not before `issuedOn` (2026-01-02)'],
  ['issueGuidance', { text: 'x'.repeat(4001) }, 'BAD_USER_INPUT', '1 to 4000 characters'],
  [
    'issueGuidance',
    { recipients: ['310102001001', '310101001001', '310101001002'] },
    'NOT_FOUND',
    'these are not: 310101001002, 310102001001.',
  ],
])('%s with %j is %s: %s', async (mutation, changes, code, message) => {
  const refused = await refusal(mutation, changes)
  expect(refused.code).toBe(code)
  expect(refused.message).toContain(message)
})

test('a write that is refused leaves nothing, and its key can be used again', async () => {
  const input = { ...inputs['issueGuidance'], idempotencyKey: 'used-again' }
  expect(await refusal('issueGuidance', { ...input, recipients: ['310102001001'] })).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await hub.sql('select from guidance')).toEqual([])
  expect(await refusal('issueGuidance', { ...input, recipients: ['310101001001'] })).toMatchObject({ code: 'none' })
})

test.each([
  [
    '{ communities(within: "310101001001") { totalCount } }',
    'BAD_USER_INPUT',
    "310101001001 has the form of a community's code",
  ],
  ['{ communities(within: "110000000000") { totalCount } }', 'NOT_FOUND', 'a city on this hub'],
  ['{ communities(within: "440000000000") { totalCount } }', 'NOT_FOUND', 'a city on this hub'],
  ['{ communities(within: "310199000000") { totalCount } }', 'NOT_FOUND', 'a borough on this hub'],
  ['{ communities(within: "310101999000") { totalCount } }', 'NOT_FOUND', 'a street on this hub'],
  ['{ communities(within: "Shanghai") { totalCount } }', 'BAD_USER_INPUT', 'a 12-digit division code'],
  ['{ communities(within: "310000000000", first: 0) { totalCount } }', 'BAD_USER_INPUT', '1 to 500'],
  ['{ communities(within: "310000000000", first: 501) { totalCount } }', 'BAD_USER_INPUT', '1 to 500'],
  ['{ communities(within: "310000000000", after: "MQ") { totalCount } }', 'BAD_USER_INPUT', '`after`'],
  [
    '{ borough(code: "310101000000") { allocations(after: "WyIyMDI1IiwiMSJd") { totalCount } } }',
    'BAD_USER_INPUT',
    '`after`',
  ],
  ['{ borough(code: "310101000000") { communities(search: "\\u0000") { totalCount } } }', 'BAD_USER_INPUT', 'NUL'],
  [
    '{ borough(code: "310101000000") { guidance(updatedSince: "2026-01-01") { totalCount } } }',
    'BAD_USER_INPUT',
    'a moment',
  ],
])('%s is %s: %s', async (query, code, message) => {
  const { errors } = await hub.ask(query)
  expect(errors[0]?.code).toBe(code)
  expect(errors[0]?.message).toContain(message)
})

test('a filter that finds nothing in an area that exists is an empty page, not an error', async () => {
  const { data, errors } = await hub.ask(
    '{ communities(within: "310000000000", filter: { search: "nobody" }) { totalCount nodes { code } } }',
  )
  expect([data, errors]).toEqual([{ communities: { totalCount: 0, nodes: [] } }, []])
})
