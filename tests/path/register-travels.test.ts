import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRegisterRelay } from '@shequ/borough/register/start-register-relay'
import { createLog } from '@shequ/process/log'
import type { RegisterSnapshot } from '@shequ/schema/returns/register-snapshot'
import { anonymous } from '@shequ/schema/viewer'
import { askInProcess, type Deliver, deliverRegister } from '@shequ/subgraph/relay/deliver'
import { signMessage } from '@shequ/subgraph/returns/signed-message'
import { type ReturnTiers, openReturnTiers } from '../helpers/return-tiers.js'

let tiers: ReturnTiers
beforeAll(async () => {
  tiers = await openReturnTiers(4)
  await tiers.sql('borough', `delete from community where borough_code = '441900000000'`)
  await tiers.sql('borough', `delete from street where borough_code = '441900000000'`)
  await tiers.sql('borough', `delete from borough where code = '441900000000'`)
  await tiers.sql(
    'borough',
    `insert into allocation (borough_code, community_code, year, purpose, amount)
       select borough_code, code, year, purpose, 1234.56 from community, unnest(array[2024, 2025]) year, unnest(enum_range(null::allocation_purpose)) purpose`,
  )
  await tiers.sql(
    'borough',
    `insert into guidance (borough_code, title, text, issued_on) select code, 'To all', 'Text', '2025-03-01' from borough`,
  )
}, 60_000)
afterAll(() => tiers.close())

function relay(deliver: Deliver = deliverRegister(askInProcess(tiers.subgraphs.city.call))) {
  return startRegisterRelay({
    pool: tiers.pools.borough,
    sender: tiers.senders.borough,
    deliver,
    log: createLog('test', 'silent'),
    inBackground: false,
  })
}

/** What measures read of the register, the same in both tiers. */
async function registerAt(tier: 'borough' | 'city') {
  return [
    await tiers.sql(tier, 'select * from area order by community_code'),
    await tiers.sql(tier, 'select * from register_figure order by community_code, period'),
  ]
}

/** Figures for 2024, 2025, its first quarter and its third month. */
test('the register reaches the city, and only what changed is sent again', async () => {
  let isDown = true
  const deliver = deliverRegister(askInProcess(tiers.subgraphs.city.call))
  let delivered = 0
  const sending = relay(async (message) => {
    delivered += 1
    if (delivered > 5 && isDown) return deliver('')
    return deliver(message)
  })
  expect(await sending.drain()).toEqual({ sent: 5, putOff: 1, fault: 'UNAUTHENTICATED' })
  isDown = false
  expect(await sending.drain()).toEqual({ sent: 11, putOff: 0 })
  expect(await registerAt('city')).toEqual(await registerAt('borough'))
  expect((await registerAt('city')).map((rows) => rows.length)).toEqual([64, 64 * 4])
  expect(await sending.drain()).toEqual({ sent: 0, putOff: 0 })

  await tiers.sql('borough', `update community set older_residents = 900 where code = '310101001001'`)
  expect(await sending.drain()).toEqual({ sent: 1, putOff: 0 })
  await tiers.sql('borough', `update community set removed_at = now() where borough_code = '310102000000'`)
  await tiers.sql(
    'borough',
    `update guidance set removed_at = now(), updated_at = now() where borough_code = '310103000000'`,
  )
  expect(await sending.drain()).toEqual({ sent: 2, putOff: 0 })
  const [areas = [], figures = []] = await registerAt('borough')
  const registered = new Set(areas.map((area) => (area as { community_code: string }).community_code))
  expect(areas).toHaveLength(60)
  expect(await registerAt('city')).toEqual([
    areas,
    figures.filter((figure) => registered.has((figure as { community_code: string }).community_code)),
  ])
})

const lane = ['310101001001', '310101001000', 'RESIDENTS', 3000, null] as const
const good: RegisterSnapshot = {
  borough: '310101000000',
  city: '310000000000',
  version: 1,
  takenAt: '2020-01-01T00:00:00.000Z',
  areas: [lane],
  figures: [{ period: '2025', rows: [[0, 100, 1]] }],
}

async function submit(register: unknown, sender = tiers.senders.borough) {
  const message = await signMessage('register', sender, 'city', `"register":${JSON.stringify(register)}`, new Date())
  const { data, errors } = await tiers.subgraphs.city.call({
    query: 'mutation ($register: String!) { submitRegister(input: { register: $register }) { received written } }',
    variables: { register: message },
    viewer: anonymous,
  })
  return errors?.[0]?.extensions['code'] ?? data?.['submitRegister']
}

test('a register is not lost when the clock was set back by years since the last one', async () => {
  const sending = relay()
  await sending.drain()
  const ahead = '2090-01-01T00:00:00Z'
  await tiers.sql('borough', `update register_sent set version = ${Date.parse(ahead)}`)
  await tiers.sql('city', `update register_received set version = ${Date.parse(ahead)}, taken_at = '${ahead}'`)
  await tiers.sql('borough', `update community set older_residents = 901 where code = '310101001001'`)
  expect(await sending.drain()).toEqual({ sent: 1, putOff: 0 })
  expect(
    await tiers.sql('city', `select older_residents as older from area where community_code = '310101001001'`),
  ).toEqual([{ older: 901 }])
})

test('a register of an earlier version than the one that stands changes nothing', async () => {
  const before = await registerAt('city')
  expect(await submit(good)).toEqual({ received: 1, written: false })
  expect(await registerAt('city')).toEqual(before)
})

test.each<[string, unknown, string]>([
  ['of another city', { ...good, city: '110000000000', borough: '110101000000', areas: [], figures: [] }, 'NOT_FOUND'],
  ['of a borough outside of its city', { ...good, borough: '110101000000', areas: [] }, 'BAD_USER_INPUT'],
  ['with a community of another borough', { ...good, borough: '310102000000' }, 'BAD_USER_INPUT'],
  ['with a community twice', { ...good, areas: [lane, lane] }, 'BAD_USER_INPUT'],
  ['with figures of no community', { ...good, figures: [{ period: '2025', rows: [[1, 1, 1]] }] }, 'BAD_USER_INPUT'],
  ['with a budget below zero', { ...good, figures: [{ period: '2025', rows: [[0, -1, 1]] }] }, 'BAD_USER_INPUT'],
  ['with figures of no period', { ...good, figures: [{ period: 'ever', rows: [] }] }, 'BAD_USER_INPUT'],
  ['that is none', null, 'BAD_USER_INPUT'],
])('a register %s is refused, and nothing of it written', async (_what, register, code) => {
  const before = await registerAt('city')
  const sent =
    register === null ? null : { ...(register as object), version: 2 ** 52, takenAt: '2030-01-01T00:00:00.000Z' }
  expect(await submit(sent)).toBe(code)
  expect(await registerAt('city')).toEqual(before)
})

test('a register that the community tier signed is refused', async () => {
  expect(await submit(good, tiers.senders.community)).toBe('UNAUTHENTICATED')
})
