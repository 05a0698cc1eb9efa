import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenSubgraph, openSubgraph } from '@shequ/cli/run/open-subgraph'
import { type PublicKeys, createSigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import type { HubError } from '@shequ/schema/errors/hub-error'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { MeasureReturn, SharingLevel } from '@shequ/schema/returns/measure-return'
import { anonymous } from '@shequ/schema/viewer'
import { askInProcess, deliverReturns } from '@shequ/subgraph/relay/deliver'
import { type Sender, fetchKeys, longestMessage, signMessage } from '@shequ/subgraph/returns/signed-message'
import { drawReturn } from '../helpers/draw-returns.js'
import { type ReturnTiers, emptyReturns, openReturnTiers } from '../helpers/return-tiers.js'

let tiers: ReturnTiers
beforeAll(async () => {
  tiers = await openReturnTiers(4)
}, 60_000)
afterAll(() => tiers.close())
beforeEach(() => emptyReturns(tiers))

const shared = measuredDatasets.map((): SharingLevel => 'CITY')
const levels: SharingLevel[] = ['BOROUGH', 'PRIVATE', ...shared.slice(2)]
const good = drawReturn('310101001001', '2025-01', 1, shared)
const beside = drawReturn('310101002001', '2025-01', 1, shared)

interface Signing {
  readonly sender?: Sender
  readonly kind?: 'returns' | 'register'
  readonly audience?: string
  readonly now?: Date
}

function sign(returns: unknown, { sender, kind = 'returns', audience = 'borough', now = new Date() }: Signing = {}) {
  return signMessage(kind, sender ?? tiers.senders.community, audience, `"returns":${JSON.stringify(returns)}`, now)
}

/** Submits a batch to a tier and gives the receipt, or the code and message of the error. */
async function submit(batch: string, tier: 'borough' | 'city' = 'borough') {
  const { data, errors } = await tiers.subgraphs[tier].call({
    query: 'mutation ($batch: String!) { submitReturns(input: { batch: $batch }) { received written } }',
    variables: { batch },
    viewer: anonymous,
  })
  const [error] = errors ?? []
  return error ? `${String(error.extensions['code'])}: ${error.message}` : data?.['submitReturns']
}

async function expectNothing(): Promise<void> {
  for (const table of ['measure_return', 'cell', 'return_outbox'])
    expect([table, await tiers.sql('borough', `select * from ${table}`)]).toEqual([table, []])
}

test('a good batch is taken, and once more changes nothing', async () => {
  const batch = await sign([good, beside])
  expect(await submit(batch)).toEqual({ received: 2, written: 2 })
  expect(await submit(batch)).toEqual({ received: 2, written: 0 })
  expect(await tiers.sql('borough', 'select version from return_outbox')).toEqual([{ version: 1 }, { version: 1 }])
})

describe('a batch is refused, and nothing of it written,', () => {
  const minutes = (count: number) => new Date(Date.now() + count * 60_000)
  const altered = (batch: string) => {
    const [header, payload = '', signature] = batch.split('.')
    const claims = Buffer.from(payload, 'base64url').toString().replace('"version":1', '"version":9')
    return [header, Buffer.from(claims).toString('base64url'), signature].join('.')
  }

  test.each<[string, () => Promise<string>, RegExp]>([
    ['that is not signed', async () => 'returns', /it is not a signed message/],
    ['that is truncated', async () => (await sign([good])).slice(0, -200), /its signature is wrong|not a signed/],
    ['that was altered', async () => altered(await sign([good])), /its signature is wrong/],
    [
      'that another key signed',
      async () => sign([good], { sender: { issuer: 'community', key: await createSigningKey() } }),
      /not signed with a key the hub knows/,
    ],
    [
      'that another key signed under the name of a known one',
      async () => {
        const { kid } = tiers.senders.community.key
        return sign([good], { sender: { issuer: 'community', key: { ...(await createSigningKey()), kid } } })
      },
      /its signature is wrong/,
    ],
    [
      'of a sender that is not known',
      () => sign([good], { sender: tiers.senders.borough }),
      /issuer is not known here/,
    ],
    ['that is for another tier', () => sign([good], { audience: 'city' }), /issued for another audience/],
    ['that says it is something else', () => sign([good], { kind: 'register' }), /its claim typ/],
    ['that has expired', () => sign([good], { now: minutes(-10) }), /it has expired/],
    ['of the future', () => sign([good], { now: minutes(10) }), /its claim iat/],
  ])('%s', async (_what, batch, reason) => {
    const refusal = await submit(await batch())
    expect(refusal).toMatch(/^UNAUTHENTICATED: /)
    expect(refusal).toMatch(reason)
    await expectNothing()
  })

  test('that is too long', async () => {
    expect(await submit('x'.repeat(longestMessage + 1))).toMatch(/^REQUEST_TOO_LARGE: /)
    await expectNothing()
  })

  const [cell] = good.cells
  const withCell = (change: object): object => ({ ...good, cells: [{ ...cell, ...change }] })
  const hiding = (name: number, mask: number) => good.hidden.map((old, place) => (place === name ? mask : old))
  test.each<[string, unknown]>([
    ['without returns', null],
    ['with none', []],
    ['with what is no return', [null]],
    ['with a member too many', [{ ...good, resident: 'x' }]],
    ['with one too few', [{ ...good, levels: undefined }]],
    ['of no division', [{ ...good, division: '31010100100' }]],
    ['of no period', [{ ...good, period: '2025-13' }]],
    ['of version 0', [{ ...good, version: 0 }]],
    ['of a version beyond integers', [{ ...good, version: 2 ** 31 }]],
    ['of no moment', [{ ...good, releasedAt: 'yesterday' }]],
    ['of a level that is none', [{ ...good, levels: [...levels.slice(1), 'ALL'] }]],
    ['with a sum of a community', [{ ...good, kind: 'SUM' }]],
    ['with a street of its own name', [{ ...good, division: '310101001000' }]],
    ['with a cell outside of the family', [withCell({ breakdown: 30 })]],
    ['with a cell twice', [{ ...good, cells: [cell, cell] }]],
    ['with a count that is none', [withCell({ counts: { people: 12 } })]],
    ['with a count below zero', [withCell({ counts: { needs: -1 } })]],
    ['with half a count', [withCell({ counts: { needs: 1.5 } })]],
    ['with a count that is a text', [withCell({ counts: { needs: '12; drop table cell' } })]],
    ['with a count beyond its column', [withCell({ counts: { needs: 2 ** 31 } })]],
    ['with a count in a cell it does not have', [{ ...withCell({ breakdown: 6, counts: { needs: 12 } }) }]],
    ['with a count that is hidden', [{ ...withCell({ counts: { needs: 12 } }), hidden: hiding(21, 1) }]],
    [
      'with bounds of what is known',
      [{ ...withCell({ counts: {}, bounds: { needs: [1, 9] } }), hidden: hiding(21, 0) }],
    ],
    ['with bounds in no order', [{ ...withCell({ counts: {}, bounds: { needs: [9, 1] } }), hidden: hiding(21, 1) }]],
    ['that hides a cell its count does not have', [{ ...good, hidden: hiding(21, 2) }]],
    ['with a mask beyond the family', [{ ...good, hidden: hiding(0, 2 ** 30) }]],
    ['with what is not shared with the tier', [{ ...good, levels }]],
    ['with a division and period twice', [good, { ...good, version: 2 }]],
  ])('%s', async (_what, returns) => {
    const content = Array.isArray(returns) && returns.length > 0 ? [beside, ...(returns as unknown[])] : returns
    expect(await submit(await sign(content))).toMatch(/^BAD_USER_INPUT: Expected returns/)
    await expectNothing()
  })

  test('with a division that the tier has not registered', async () => {
    const strange: MeasureReturn = { ...good, division: '110101001001' }
    expect(await submit(await sign([good, strange]))).toMatch(/^NOT_FOUND: .* it has no 110101001001\./)
    const { borough } = tiers.senders
    expect(await submit(await sign([good, strange], { sender: borough, audience: 'city' }), 'city')).toMatch(
      /^NOT_FOUND: /,
    )
    await expectNothing()
    expect(await tiers.sql('city', 'select from measure_return')).toEqual([])
  })
})

test('a county directly under its province takes returns of its own communities, and of no other county', async () => {
  await tiers.sql(
    'city',
    `insert into city (code, name, other_names, code_list_id) values ('429004000000', 'Xiantao', '{}', 'nbs-2023') on conflict do nothing`,
  )
  const signed = (division: string) =>
    sign([{ ...good, division }], { sender: tiers.senders.borough, audience: 'city' })
  expect(await submit(await signed('429005001001'), 'city')).toMatch(/^NOT_FOUND: .* it has no 429005001001\./)
  expect(await submit(await signed('429004001001'), 'city')).toEqual({ received: 1, written: 1 })
})

describe('keys that the sender serves', () => {
  let served: Server
  let keys: PublicKeys['keys'] = []
  let opened: OpenSubgraph
  beforeAll(async () => {
    served = createServer((_request, response) => {
      response
        .writeHead(keys.length > 0 ? 200 : 503, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys }))
    }).listen(0, '127.0.0.1')
    await once(served, 'listening')
    const address = `http://127.0.0.1:${(served.address() as AddressInfo).port}/.well-known/jwks.json`
    const senders = [{ issuer: 'community', keys: fetchKeys(address) }]
    opened = openSubgraph('borough', tiers.databases.borough.url, createLog('test', 'silent'), { senders })
  })
  afterAll(async () => {
    await opened.close()
    await once(served.close(), 'close')
  })

  const deliver = async (batch: string) => {
    const failure = await deliverReturns(askInProcess(opened.subgraph.call))(batch).catch(
      (error: HubError) => error.code,
    )
    return failure ?? 'taken'
  }

  test('are waited for while they can not be had, and fetched when they are needed', async () => {
    expect(await deliver(await sign([good]))).toBe('TIER_UNAVAILABLE')
    await expectNothing()
    keys = [tiers.senders.community.key.publicJwk]
    expect(await deliver(await sign([good]))).toBe('taken')
    const other = { issuer: 'community', key: await createSigningKey() }
    expect(await deliver(await sign([beside], { sender: other }))).toBe('UNAUTHENTICATED')
  })
})

test('a return that is refused by itself holds up no other, and is tried again later', async () => {
  const strange = Array.from({ length: 3 }, (_, index) => drawReturn(`31010100109${index}`, '2025-01'))
  await tiers.release([good, ...strange, beside])
  expect(await tiers.relayTo('borough').drain()).toEqual({ sent: 2, putOff: 3 })
  expect(
    await tiers.sql('community', 'select version, attempts, next_attempt_at > now() as waits from return_outbox'),
  ).toEqual(Array.from({ length: 3 }, () => ({ version: 1, attempts: 1, waits: true })))
  expect(await tiers.sql('borough', 'select division_code as code from measure_return order by 1')).toEqual([
    { code: good.division },
    { code: beside.division },
  ])
})
