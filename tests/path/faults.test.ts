import { randomUUID } from 'node:crypto'
import { anonymous, gatewayViewer } from '@shequ/schema/viewer'
import { withClient } from '@shequ/postgres/with-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHub, startRoutedHub } from '../helpers/start-hub.js'

const city = '310000000000'

let hub: TestHub
let operator: string
beforeAll(async () => {
  hub = await startRoutedHub({ reportInterval: 50 })
  operator = await hub.token('operator')
}, 120_000)
afterAll(() => hub.close())

interface Fault {
  readonly reference: string
  readonly at: string
  readonly tier: string | null
  readonly tierReference: string | null
  readonly kind: string | null
}

const faultsOf = async (reference?: string) => {
  const { data } = await hub.ask<{ faults: readonly Fault[] }>(
    'query ($reference: String) { faults(reference: $reference, first: 500) { reference at tier tierReference kind } }',
    { reference },
    operator,
  )
  return data.faults
}
const report = async (faults: readonly Record<string, unknown>[], viewer = gatewayViewer) =>
  hub.askTier('borough', {
    query: 'mutation ($input: ReportFaultsInput!) { reportFaults(input: $input) }',
    variables: { input: { faults } },
    viewer,
  })
const drawn = (fields: Record<string, unknown> = {}) => ({
  reference: randomUUID(),
  at: '2025-09-15T04:00:00.000Z',
  tier: null,
  tierReference: null,
  kind: 'TypeError',
  ...fields,
})

describe('an error that nobody expected', () => {
  test('is found by an operator, by the reference that its client was told, and tells nothing of what was asked', async () => {
    await withClient(hub.databases.city.ownerUrl, (client) => client.query('alter table target rename to target_away'))
    const { data, errors } = await hub.ask(
      `query Secret { city(code: "${city}") { name mine: targets(year: 2025) { value } } }`,
    )
    await withClient(hub.databases.city.ownerUrl, (client) => client.query('alter table target_away rename to target'))
    expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([{ city: null }, ['INTERNAL']])
    const reference = String(errors?.[0]?.extensions['reference'])
    await expect.poll(() => faultsOf(reference)).toHaveLength(1)
    const [found] = await faultsOf(reference)
    expect(found).toEqual({
      reference,
      at: expect.stringMatching(/^20/) as string,
      tier: 'CITY',
      tierReference: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      kind: null,
    })
    expect(await faultsOf(found?.tierReference ?? '')).toEqual([found])
  })

  test('is nothing for others', async () => {
    const others = [undefined, await hub.token('planner', city), await hub.token('city-office', city)]
    for (const token of others) {
      const { errors } = await hub.ask('{ faults { reference } hostedQueues { waiting } }', {}, token)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(
        Array(2).fill(token === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN'),
      )
    }
  })

  test('is taken down from gateways alone, once, and only in a form in which nothing else fits', async () => {
    const fault = drawn()
    expect(await report([fault])).toEqual({ data: { reportFaults: 1 } })
    expect(await report([fault])).toEqual({ data: { reportFaults: 0 } })
    const codesOf = async (answer: ReturnType<typeof report>) =>
      (await answer).errors?.map(({ extensions }) => extensions['code'])
    expect(await codesOf(report([drawn()], { ...anonymous, role: 'operator' }))).toEqual(['FORBIDDEN'])
    for (const wrong of [{ kind: 'value "王敏"' }, { reference: 'wang.min' }, { tierReference: '13800000000' }]) {
      expect([wrong, await codesOf(report([drawn(wrong)]))]).toEqual([wrong, ['BAD_USER_INPUT']])
    }
    expect(await codesOf(report(Array.from({ length: 201 }, () => drawn())))).toEqual(['BAD_USER_INPUT'])
  })

  test('gives way when a thousand came after it', async () => {
    const oldest = drawn({ at: '2020-01-01T00:00:00.000Z' })
    await report([oldest])
    expect(await faultsOf(oldest.reference)).toHaveLength(1)
    for (let batch = 0; batch < 5; batch++) await report(Array.from({ length: 200 }, () => drawn()))
    expect(await faultsOf(oldest.reference)).toEqual([])
    const { rows } = await withClient(hub.databases.borough.ownerUrl, (client) =>
      client.query<{ count: number }>('select count(*)::int as count from fault'),
    )
    expect(rows).toEqual([{ count: 1_000 }])
  })
})

describe('queues', () => {
  const queues = async () => {
    const { data } = await hub.ask<Record<'hostedQueues' | 'boroughQueues', readonly Queue[]>>(
      `{ hostedQueues { kind waiting retrying oldest } boroughQueues { kind waiting retrying oldest } }`,
      {},
      operator,
    )
    return data
  }

  test('tell an operator how much waits, and since when', async () => {
    await hub.publish()
    await hub.travel()
    const none = { waiting: 0, retrying: 0, oldest: null }
    expect(await queues()).toEqual({
      hostedQueues: [
        { kind: 'RETURNS', ...none },
        { kind: 'PUBLICATIONS', ...none },
      ],
      boroughQueues: [{ kind: 'RETURNS', ...none }],
    })
    const { errors } = await hub.ask(
      `mutation { publishProgramme(input: {community: "310101002001", title: "夜校", description: "学手机。", kind: COURSE,
        startsOn: "2025-10-01", endsOn: "2025-11-01", capacity: 20}) { id } }`,
      {},
      await hub.token('community-office', '310101002001'),
    )
    expect(errors).toBeUndefined()
    const publications = (await queues()).hostedQueues.find(({ kind }) => kind === 'PUBLICATIONS')
    expect(publications).toEqual({
      kind: 'PUBLICATIONS',
      waiting: 1,
      retrying: 0,
      oldest: expect.stringMatching(/^20/) as string,
    })
    await hub.publish()
    expect((await queues()).hostedQueues.every(({ waiting }) => waiting === 0)).toBe(true)
  })
})

interface Queue {
  readonly kind: string
  readonly waiting: number
  readonly retrying: number
  readonly oldest: string | null
}
