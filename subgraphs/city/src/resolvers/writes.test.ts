import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

const city = '310000000000'
const committee = `${city}:00000000-0000-4000-8000-000000000001`
const office = officeOf('city', city)

let hub: TestSubgraph<Database>

beforeAll(async () => {
  hub = await openCitySubgraph()
})
beforeEach(() => hub.statements.reset())
afterAll(() => hub.close())

/** Writes as the city's office and gives the fields asked for. */
async function write(mutation: string, type: string, input: object, fields: string): Promise<Record<string, unknown>> {
  const { data, errors } = await hub.ask(
    `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { ${fields} } }`,
    { input: { city, ...input } },
    office,
  )
  expect(errors).toEqual([])
  return (data as { it: Record<string, unknown> }).it
}

describe('ordinances', () => {
  const input = { title: ' Lifelong Learning ', summary: 'Everybody may learn.', adoptedOn: '2026-01-01' }
  const fields = 'id title status adoptedOn inForceFrom repealedOn provenance { owner source generated }'

  test('are adopted and repealed', async () => {
    const adopted = await write('adoptOrdinance', 'AdoptOrdinanceInput', input, fields)
    expect(adopted).toMatchObject({
      title: 'Lifelong Learning',
      status: 'ADOPTED',
      inForceFrom: '2026-01-01',
      repealedOn: null,
      provenance: { owner: city, source: 'hub', generated: false },
    })
    const repeal = { ordinance: adopted['id'], repealedOn: '2026-02-01' }
    const repealed = await write('repealOrdinance', 'RepealOrdinanceInput', repeal, fields)
    expect(repealed).toEqual({ ...adopted, status: 'REPEALED', repealedOn: '2026-02-01' })
  })

  test('are read as the last write left them, within one request', async () => {
    const { data, errors } = await hub.ask(
      `mutation ($adopt: AdoptOrdinanceInput!, $repeal: RepealOrdinanceInput!) {
        repealOrdinance(input: $repeal) { status }
        adoptOrdinance(input: $adopt) { id } }`,
      {
        adopt: { city, ...input },
        repeal: { city, ordinance: `${city}:00000000-0000-4000-8000-000000000022`, repealedOn: '2026-03-01' },
      },
      office,
    )
    expect(errors).toEqual([])
    expect(data).toMatchObject({ repealOrdinance: { status: 'REPEALED' } })
  })
})

test('a target is set and set again', async () => {
  const target = { measure: 'HOURS_PER_RESIDENT', year: 2027 }
  const fields = 'measure year value provenance { owner }'
  await write('setTarget', 'SetTargetInput', { ...target, value: 10 }, fields)
  expect(await write('setTarget', 'SetTargetInput', { ...target, value: 12.5 }, fields)).toEqual({
    ...target,
    value: 12.5,
    provenance: { owner: city },
  })
  expect(await hub.sql('select count(*)::int as n from target where year = 2027')).toEqual([{ n: 1 }])
})

test.each([
  ['CITY', city, null],
  ['TOWN', '310101002000', null],
  ['COMMUNITY', '310101002005', { code: '310101002005' }],
])('a %s is designated, and its designation ended', async (subjectKind, subjectCode, community) => {
  const input = { level: 'PROVINCIAL', subjectKind, subjectCode, awardedBy: 'Education Commission', from: '2026-01-01' }
  const fields = 'id level subjectKind subjectCode from to community { code }'
  const designated = await write('designatePilot', 'DesignatePilotInput', input, fields)
  expect(designated).toMatchObject({ subjectKind, subjectCode, from: '2026-01-01', to: null, community })
  const end = { designation: designated['id'], to: '2026-12-31' }
  const ended = await write('endPilotDesignation', 'EndPilotDesignationInput', end, fields)
  expect(ended).toEqual({ ...designated, to: '2026-12-31' })
})

test.each([
  ['51310000MJ1234567B', 'ASSOCIATION'],
  ['52310000MJ76543215', 'PRIVATE_NON_ENTERPRISE_UNIT'],
  ['53310000MJ12345675', 'FOUNDATION'],
  ['91310000MA7654321K', 'COMPANY'],
])('%s is registered as %s', async (creditCode, kind) => {
  const input = { creditCode, name: 'Readers', otherNames: ['Book Club', 'Book Club'], foundingDate: '2020-05-01' }
  const fields = 'creditCode name otherNames kind foundingDate registeredBy { code }'
  expect(await write('registerOrganisation', 'RegisterOrganisationInput', input, fields)).toEqual({
    ...input,
    otherNames: ['Book Club'],
    kind,
    registeredBy: { code: city },
  })
})

test('a decision of a committee is recorded', async () => {
  const input = { committee, title: 'More evening courses', resolution: 'Agreed', decidedOn: '2026-02-28' }
  expect(
    await write('recordCommitteeDecision', 'RecordCommitteeDecisionInput', input, 'title resolution decidedOn'),
  ).toEqual({ title: 'More evening courses', resolution: 'Agreed', decidedOn: '2026-02-28' })
  const { data } = await hub.ask(
    `{ city(code: "${city}") { planningCommittees(first: 1) { nodes { decisions(first: 1) { nodes { title } } } } } }`,
  )
  expect(data).toEqual({
    city: { planningCommittees: { nodes: [{ decisions: { nodes: [{ title: 'More evening courses' }] } }] } },
  })
})

describe.each([
  [
    'adoptOrdinance',
    'AdoptOrdinanceInput',
    'ordinance',
    { title: 'Once', summary: 'Once', adoptedOn: '2026-01-01' },
    { title: 'Twice' },
  ],
  [
    'designatePilot',
    'DesignatePilotInput',
    'pilot_designation',
    { level: 'NATIONAL', subjectKind: 'TOWN', subjectCode: '310101007000', awardedBy: 'Ministry', from: '2026-01-01' },
    { subjectCode: '310101008000' },
  ],
  [
    'recordCommitteeDecision',
    'RecordCommitteeDecisionInput',
    'committee_decision',
    { committee, title: 'Once', resolution: 'Agreed', decidedOn: '2026-01-01' },
    { resolution: 'Refused' },
  ],
])('%s with an idempotency key', (mutation, type, table, input, other) => {
  const idempotencyKey = `key-of-${mutation}`
  const count = async () => (await hub.sql(`select count(*)::int as n from ${table}`))[0]?.['n'] as number

  test('is done once, however often and however many at once ask', async () => {
    const before = await count()
    const keyed = { ...input, idempotencyKey }
    const made = await Promise.all(Array.from({ length: 8 }, () => write(mutation, type, keyed, 'id')))
    const again = await write(mutation, type, keyed, 'id')
    expect(new Set([...made, again].map(({ id }) => id)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  test('is a conflict with another body', async () => {
    const { errors } = await hub.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`,
      { input: { city, ...input, ...other, idempotencyKey } },
      office,
    )
    expect(errors).toMatchObject([{ code: 'CONFLICT', path: mutation }])
  })

  test('is done twice without one', async () => {
    const before = await count()
    await write(mutation, type, input, 'id')
    await write(mutation, type, input, 'id')
    expect(await count()).toBe(before + 2)
  })
})

test('of many who register one organisation at once, one does', async () => {
  const ask = () =>
    hub.ask(
      'mutation ($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { name } }',
      { input: { city, creditCode: '91310000MA00000012', name: 'Racers' } },
      office,
    )
  const answers = await Promise.all(Array.from({ length: 6 }, ask))
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
  expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
    Array.from({ length: 5 }, () => 'CONFLICT'),
  )
})
