import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownIssuerAt } from '@shequ/gateway/request/issuers/own-issuer'
import { type TestGateway, startGateway } from '@shequ/gateway/testing/start-gateway'
import { addClient } from '@shequ/issuer/clients/add-client'
import { revokeClient, rotateClient } from '@shequ/issuer/clients/change-client'
import { rotateTokenKeys } from '@shequ/issuer/keys/token-keys'
import { addPerson, revokePerson } from '@shequ/issuer/people/people'
import { createSignIn } from '@shequ/issuer/people/sign-in'
import { withDatabase } from '@shequ/postgres/connection-url'
import { createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import { withClient } from '@shequ/postgres/with-client'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestIssuer, startIssuer } from '../helpers/start-issuer.js'

const ngo = { name: '安叶青少年服务中心', role: 'ngo', organisation: '52310114MJQHCK6F3G' } as const
const who = '{ city(code: "1") { asks } }'

let issuer: TestIssuer
let gateways: TestGateway[]
beforeAll(async () => {
  issuer = await startIssuer()
  const at = () => startGateway({ ownIssuer: ownIssuerAt(issuer.url, () => undefined) })
  gateways = await Promise.all([at(), at()])
}, 60_000)
afterAll(async () => {
  await Promise.all(gateways.map(({ app }) => app.close()))
  await issuer.close()
})

const askAll = (token: string) => Promise.all(gateways.map((gateway) => gateway.ask(who, { token })))
const statuses = async (token: string) => (await askAll(token)).map(({ status }) => status)

/** How long it takes until every gateway refuses the token as revoked, in milliseconds. */
async function untilRefused(token: string): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const reasons = (await askAll(token)).map(({ body }) => body.errors?.[0]?.extensions['reason'])
    if (reasons.every((reason) => reason === 'REVOKED')) return performance.now() - begun
    if (performance.now() - begun > 5_000)
      throw new Error(`Expected the token to be refused, but got ${reasons.join()}.`)
    await sleep(50)
  }
}

describe('a client', () => {
  test('gets a token that names it in every gateway, with its scopes or those that it asks for', async () => {
    const client = await addClient(issuer.pool, { ...ngo, scopes: ['programmes:read', 'centres:read'] })
    const { token, status } = await issuer.ask(client)
    expect(status).toBe(200)
    for (const { body } of await askAll(token)) expect(body.data).toEqual({ city: { asks: 'ngo -' } })
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' })
    const claims = decodeJwt(token)
    expect(claims).toMatchObject({ iss: issuer.url, aud: 'hub', organisation: ngo.organisation, client_id: client.id })
    expect(claims['scopes']).toEqual(['programmes:read', 'centres:read'])
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600)
    const narrow = await issuer.ask(client, 'centres:read residents:read')
    expect(decodeJwt(narrow.token)['scopes']).toEqual(['centres:read'])
  })

  test('with another secret, or none that is known, gets nothing', async () => {
    const client = await addClient(issuer.pool, ngo)
    expect(await issuer.ask({ ...client, secret: 'compared with its hash' })).toMatchObject({ status: 401, token: '' })
    expect(await issuer.ask({ ...client, id: 'nobody' })).toMatchObject({ status: 401, error: 'invalid_client' })
  })

  test('is told its secret once: the database has a hash alone', async () => {
    const { id, secret } = await addClient(issuer.pool, ngo)
    const { rows } = await issuer.pool.query<Record<string, unknown>>('select * from client where id = $1', [id])
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(rows[0]?.['secret_hash']).toMatch(/^sha256\$/)
  })

  test('has two good secrets for a while when it gets another one', async () => {
    const first = await addClient(issuer.pool, ngo)
    const second = await rotateClient(issuer.pool, first.id, 1)
    expect([(await issuer.ask(first)).status, (await issuer.ask(second)).status]).toEqual([200, 200])
    const third = await rotateClient(issuer.pool, first.id, 0)
    expect([(await issuer.ask(second)).status, (await issuer.ask(third)).status]).toEqual([401, 200])
  })

  test('that is revoked is out in every gateway within five seconds, and gets no other token', async () => {
    const client = await addClient(issuer.pool, ngo)
    const [{ token }, other] = [await issuer.ask(client), await addClient(issuer.pool, ngo)]
    const { token: otherToken } = await issuer.ask(other)
    expect(await statuses(token)).toEqual([200, 200])
    await revokeClient(issuer.pool, client.id)
    const took = await untilRefused(token)
    process.stdout.write(`A revoked client was out of both gateways after ${Math.round(took)} ms.\n`)
    expect((await issuer.ask(client)).status).toBe(401)
    expect(await statuses(otherToken)).toEqual([200, 200])
    // Anybody may read what was revoked: it names nobody.
    const listed = await (await fetch(`${issuer.url}/revocations`)).text()
    expect(listed).toMatch(/^\{"revoked":\["[\w-]{43}"/)
    expect(listed).not.toContain(client.id)
    await expect(revokeClient(issuer.pool, client.id)).rejects.toThrow('not revoked')
  })

  test('ends one token of its own, and none of another client', async () => {
    const [client, other] = [await addClient(issuer.pool, ngo), await addClient(issuer.pool, ngo)]
    const [first, second] = [(await issuer.ask(client)).token, (await issuer.ask(client)).token]
    const end = async ({ id, secret }: typeof client, token: string) => {
      const body = new URLSearchParams({ token })
      const headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` }
      return (await fetch(`${issuer.url}/revocation`, { method: 'POST', headers, body })).status
    }
    expect(await end(other, first)).toBe(200)
    expect(await end({ ...client, secret: 'wrong' }, first)).toBe(401)
    expect(await end(client, second)).toBe(200)
    await untilRefused(second)
    expect(await statuses(first)).toEqual([200, 200])
  })

  test.each([
    ['an NGO without a credit code', { name: 'x', role: 'ngo' }],
    ['a credit code with another check character', { name: 'x', role: 'ngo', organisation: '52310114MJQHCK6F3H' }],
    ['an office without a division', { name: 'x', role: 'borough-office' }],
    ['an office of another level', { name: 'x', role: 'borough-office', division: '310101002001' }],
    ['a page of a stranger', { ...ngo, redirectUris: ['http://portal.example/back'] }],
  ] as const)('is not added for %s', async (_what, client) => {
    await expect(addClient(issuer.pool, client)).rejects.toThrow('Expected')
  })
})

test('keys rotate while requests run, and no token is refused', async () => {
  const client = await addClient(issuer.pool, ngo)
  const { token: before } = await issuer.ask(client)
  const { kid } = await rotateTokenKeys(issuer.keyFile, { lead: 2, hours: 1 })
  const seen = new Set<unknown>()
  const outcomes: number[] = []
  for (const begun = performance.now(); performance.now() - begun < 4_500;) {
    const { token } = await issuer.ask(client)
    seen.add(decodeProtectedHeader(token).kid)
    outcomes.push(...(await statuses(token)))
  }
  expect([...seen]).toEqual([decodeProtectedHeader(before).kid, kid])
  expect(outcomes.filter((status) => status !== 200)).toEqual([])
  expect(await statuses(before)).toEqual([200, 200])
  expect(await readFile(issuer.keyFile, 'utf8')).toContain(kid)
})

test('tokens are not taken while nobody knows what was revoked', async () => {
  const lost = await startIssuer()
  const gateway = await startGateway({ ownIssuer: ownIssuerAt(lost.url, () => undefined) })
  const { token } = await lost.ask(await addClient(lost.pool, ngo))
  expect((await gateway.ask(who, { token })).status).toBe(200)
  await lost.close()
  const outcome = async () => {
    const { status, body } = await gateway.ask(who, { token })
    return [status, body.errors?.[0]?.extensions.code]
  }
  await expect.poll(outcome, { timeout: 6_000, interval: 100 }).toEqual([503, 'ISSUER_UNAVAILABLE'])
  expect((await gateway.ask(who)).status).toBe(200)
  await gateway.app.close()
}, 20_000)

describe('a person', () => {
  test('is out within five seconds when their access ends', async () => {
    const password = await addPerson(issuer.pool, { name: 'chen', role: 'planner', division: null, organisation: null })
    const signIn = createSignIn(issuer.pool)
    const attempt = { name: 'chen', password, address: '203.0.113.7' }
    expect(await signIn(attempt)).toEqual({ isRight: true })
    await revokePerson(issuer.pool, 'chen')
    expect(await signIn(attempt)).toEqual({ isRight: false, waitSeconds: 0 })
  })

  test('who is guessed at has to wait at the address of whoever guesses, and signs in at another', async () => {
    const person = { name: 'li.office', role: 'city-office', division: '310000000000', organisation: null } as const
    const password = await addPerson(issuer.pool, person)
    const signIn = createSignIn(issuer.pool)
    const attempt = { name: person.name, password, address: '2001:db8:1:2::7' }
    for (let guess = 0; guess < 5; guess += 1)
      expect(await signIn({ ...attempt, password: `guess ${guess}` })).toEqual({ isRight: false, waitSeconds: 0 })
    // The right password does not help where guesses have to wait.
    expect(await signIn({ ...attempt, address: '2001:db8:1:2::8' })).toEqual({ isRight: false, waitSeconds: 1 })
    expect(await signIn({ ...attempt, address: '2001:db8:1:3::7' })).toEqual({ isRight: true })
  })
})

test("the issuer's role reads and writes rows alone, and no tier's role connects to its database", async () => {
  await expect(issuer.pool.query('create table other ()')).rejects.toThrow('permission denied')
  const city = await createTestDatabase({ tier: 'city' })
  for (const url of [city.url, city.ownerUrl]) {
    const elsewhere = withDatabase(url, issuer.database.name)
    await expect(withClient(elsewhere, (client) => client.query('select 1'))).rejects.toThrow('permission denied')
  }
  await city.drop()
})

test('an address that sends more requests a minute than it may is refused, and gateways still hear what was revoked', async () => {
  const strict = await startIssuer({ rate: 3 })
  try {
    const keys = async () => await fetch(`${strict.url}/jwks`)
    const statuses = [await keys(), await keys(), await keys()].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200])
    const refused = await keys()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({
      error: 'temporarily_unavailable',
      error_description: expect.stringContaining('callers at one address'),
      code: 'RATE_LIMITED',
    })
    expect((await fetch(`${strict.url}/revocations`)).status).toBe(200)
  } finally {
    await strict.close()
  }
})

test('a gateway that takes no tokens of the machine’s own key takes those of the issuer', async () => {
  const gateway = await startGateway({
    environment: { LOCAL_TOKENS: 'off' },
    ownIssuer: ownIssuerAt(issuer.url, () => undefined),
  })
  try {
    const local = await gateway.ask(who, { token: await gateway.token({}) })
    expect([local.status, local.body.errors?.[0]?.extensions['reason']]).toEqual([401, 'UNKNOWN_ISSUER'])
    const { token } = await issuer.ask(await addClient(issuer.pool, ngo))
    expect((await gateway.ask(who, { token })).body.data).toEqual({ city: { asks: 'ngo -' } })
  } finally {
    await gateway.app.close()
  }
})
