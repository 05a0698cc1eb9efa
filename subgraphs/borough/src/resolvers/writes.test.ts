import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import { borough, centreId, serviceId, services } from '../testing/borough-services.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const office = officeOf('borough', borough)

let hub: TestSubgraph<Database>

beforeAll(async () => {
  hub = await openBoroughSubgraph(20, services)
})
afterAll(() => hub.close())

/** Writes as the borough's office and gives the fields asked for. */
async function write(mutation: string, input: object, fields: string): Promise<Record<string, unknown>> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await hub.ask(
    `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { ${fields} } }`,
    { input: { borough, ...input } },
    office,
  )
  expect(errors).toEqual([])
  return (data as { it: Record<string, unknown> }).it
}

describe('a service centre', () => {
  const fields = 'id name address status openedOn borough { code } provenance { owner source }'

  test('is opened and changed; what is left out stays', async () => {
    const opened = await write(
      'openServiceCentre',
      { name: ' North ', address: '5 North Road', openedOn: '2026-01-01' },
      fields,
    )
    expect(opened).toMatchObject({
      name: 'North',
      address: '5 North Road',
      status: 'ACTIVE',
      openedOn: '2026-01-01',
      borough: { code: borough },
      provenance: { owner: borough, source: 'hub' },
    })
    const change = { serviceCentre: opened['id'], status: 'TEMPORARILY_CLOSED', address: '6 North Road' }
    expect(await write('changeServiceCentre', change, fields)).toEqual({
      ...opened,
      status: 'TEMPORARILY_CLOSED',
      address: '6 North Road',
    })
  })

  test('that is closed for good closes its services with it', async () => {
    const change = { serviceCentre: centreId(2), status: 'DEFUNCT' }
    expect(await write('changeServiceCentre', change, 'status services { nodes { name status } }')).toEqual({
      status: 'DEFUNCT',
      services: { nodes: [{ name: 'Central service', status: 'DEFUNCT' }] },
    })
  })
})

describe('a service', () => {
  const input = {
    serviceCentre: centreId(1),
    name: 'Reading',
    description: 'Books for all',
    schedule: 'freq=weekly;byday=mo',
    audience: ['RETIRED', 'RETIRED'],
  }
  const fields = 'id name description status minimumAge maximumAge schedule audience serviceArea serviceCentre { name }'

  test('is opened for the whole borough, or for streets of it', async () => {
    expect(await write('openService', input, fields)).toMatchObject({
      name: 'Reading',
      status: 'ACTIVE',
      minimumAge: null,
      maximumAge: null,
      schedule: 'FREQ=WEEKLY;BYDAY=MO',
      audience: ['RETIRED'],
      serviceArea: [borough],
      serviceCentre: { name: 'East' },
    })
    const streets = ['310101002000', '310101001000', '310101002000']
    expect(await write('openService', { ...input, minimumAge: 60, serviceArea: streets }, fields)).toMatchObject({
      minimumAge: 60,
      audience: ['RETIRED'],
      serviceArea: ['310101001000', '310101002000'],
    })
    expect(await write('openService', { ...input, serviceArea: [borough] }, fields)).toMatchObject({
      serviceArea: [borough],
    })
  })

  test('is changed; what is left out stays, and null takes an age away', async () => {
    const service = { service: serviceId(1) }
    const before = await write('changeService', service, fields)
    expect(before).toMatchObject({ name: 'East service', minimumAge: 18, maximumAge: 60, audience: [] })
    const change = { ...service, maximumAge: null, name: 'Evening service', audience: ['MIGRANTS'] }
    const after = { ...before, name: 'Evening service', maximumAge: null, audience: ['MIGRANTS'] }
    expect(await write('changeService', change, fields)).toEqual(after)
    const clear = { ...service, minimumAge: null, audience: [], schedule: 'FREQ=MONTHLY;BYDAY=1SA' }
    const cleared = { ...after, minimumAge: null, audience: [], schedule: 'FREQ=MONTHLY;BYDAY=1SA' }
    expect(await write('changeService', clear, fields)).toEqual(cleared)
  })

  test('shows to those who follow changes that it changed', async () => {
    // A moment repeats the minute before it: what the fixtures brought in is older than that.
    await hub.sql("update service set updated_at = updated_at - interval '2 minutes'")
    const before = (await hub.sql('select now() as now'))[0]?.['now'] as Date
    await write('changeService', { service: serviceId(1), status: 'TEMPORARILY_CLOSED' }, 'id')
    const { data } = await hub.ask(
      `query ($since: DateTime) { borough(code: "${borough}") { serviceCentres { nodes { services(updatedSince: $since) { nodes { id } } } } } }`,
      { since: new Date(before).toISOString() },
    )
    expect(JSON.stringify(data).match(/"id"/g)).toHaveLength(1)
  })
})

test('money is allocated to a community', async () => {
  const input = { community: '310101001001', year: 2026, purpose: 'LEARNING', amount: '12500.5' }
  const fields = 'year purpose amount relieved community { code name }'
  expect(await write('allocate', input, fields)).toEqual({
    ...input,
    amount: '12500.50',
    relieved: '0.00',
    community: { code: '310101001001', name: 'District 01 community 0' },
  })
  expect(await write('allocate', { ...input, amount: '999999999999.99', relieved: '1' }, fields)).toMatchObject({
    amount: '999999999999.99',
    relieved: '1.00',
  })
})

test('guidance is issued to all of the borough, or to communities it names', async () => {
  const input = { title: 'Evenings', text: 'Offer more courses in the evening.', issuedOn: '2026-03-01' }
  const fields = 'title issuedOn answerBy recipients { code } borough { name }'
  expect(await write('issueGuidance', input, fields)).toEqual({
    title: 'Evenings',
    issuedOn: '2026-03-01',
    answerBy: null,
    recipients: [],
    borough: { name: 'District 01' },
  })
  const recipients = ['310101002001', '310101001001', '310101002001']
  const named = await write('issueGuidance', { ...input, answerBy: '2026-04-01', recipients }, fields)
  expect(named).toMatchObject({
    answerBy: '2026-04-01',
    recipients: [{ code: '310101001001' }, { code: '310101002001' }],
  })
  const { data } = await hub.ask(`{
    named: community(code: "310101001001") { guidance { totalCount } }
    other: community(code: "310101001003") { guidance { totalCount } } }`)
  expect(data).toEqual({ named: { guidance: { totalCount: 2 } }, other: { guidance: { totalCount: 1 } } })
})

test('guidance to every community by name is written in as many statements as to one', async () => {
  const input = { title: 'All', text: 'All', issuedOn: '2026-03-01' }
  const statements = async (recipients: readonly unknown[]) => {
    hub.statements.reset()
    await write('issueGuidance', { ...input, recipients }, 'id')
    return hub.statements.count
  }
  const rows = await hub.sql(`select code from community where borough_code = '${borough}' and removed_at is null`)
  expect(await statements(rows.map(({ code }) => code))).toBe(await statements(['310101001001']))
})

describe.each([
  ['openServiceCentre', 'service_centre', { name: 'Once', address: 'Road', openedOn: '2026-01-01' }, { name: 'Twice' }],
  [
    'openService',
    'service',
    { serviceCentre: centreId(1), name: 'Once', description: 'Once', schedule: 'FREQ=DAILY' },
    { maximumAge: 9 },
  ],
  [
    'allocate',
    'allocation',
    { community: '310101001001', year: 2026, purpose: 'OPERATION', amount: '10' },
    { amount: '11' },
  ],
  [
    'issueGuidance',
    'guidance',
    { title: 'Once', text: 'Once', issuedOn: '2026-01-01', recipients: ['310101001001'] },
    { recipients: ['310101001003'] },
  ],
])('%s with an idempotency key', (mutation, table, input, other) => {
  const idempotencyKey = `key-of-${mutation}`
  const count = async () => (await hub.sql(`select count(*)::int as n from ${table}`))[0]?.['n'] as number

  test('is done once, however often and however many at once ask', async () => {
    const before = await count()
    const keyed = { ...input, idempotencyKey }
    const made = await Promise.all(Array.from({ length: 8 }, () => write(mutation, keyed, 'id')))
    const again = await write(mutation, keyed, 'id')
    expect(new Set([...made, again].map(({ id }) => id)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  test('is a conflict with another body', async () => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const { errors } = await hub.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`,
      { input: { borough, ...input, ...other, idempotencyKey } },
      office,
    )
    expect(errors).toMatchObject([{ code: 'CONFLICT', path: mutation }])
  })

  test('is done twice without one', async () => {
    const before = await count()
    await write(mutation, input, 'id')
    await write(mutation, input, 'id')
    expect(await count()).toBe(before + 2)
  })
})
