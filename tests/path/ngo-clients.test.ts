import { addClient } from '@shequ/issuer/clients/add-client'
import { addPerson } from '@shequ/issuer/people/people'
import { openPool } from '@shequ/postgres/open-pool'
import * as openid from 'openid-client'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signIn } from '../helpers/sign-in.js'
import { type TestHub, startHub, startHubWithIssuer } from '../helpers/start-hub.js'
import { askForToken } from '../helpers/start-issuer.js'

const city = '310000000000'
const [organisation, other] = ['52310114MJQHCK6F3G', '5231000050000001AM']

let hub: TestHub
let pool: Pool
/** Of somebody of an organisation who signed in to the console. */
let atConsole: Readonly<Record<string, string>>
beforeAll(async () => {
  hub = await startHubWithIssuer()
  pool = openPool(hub.environment['ISSUER_DATABASE_URL'] ?? '')
  const tokens = [organisation, other].map(async (creditCode) => [creditCode, await signInTo('console', creditCode)])
  atConsole = Object.fromEntries(await Promise.all(tokens)) as Readonly<Record<string, string>>
}, 120_000)
afterAll(async () => {
  await pool?.end()
  await hub?.close()
})

interface Client {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly lastUsedAt: string | null
  readonly earlierSecretUntil: string | null
  readonly revokedAt: string | null
}

const query = `query ($organisation: CreditCode!) { organisation(creditCode: $organisation) { name clients {
  id name scopes createdAt lastUsedAt earlierSecretUntil revokedAt } } }`
const listed = (token?: string) =>
  hub.ask<{ organisation: { name: string; clients: readonly Client[] | null } }>(query, { organisation }, token)
const clientsNow = async () => (await listed(atConsole[organisation])).data.organisation.clients ?? []

const rotate = async (input: Record<string, unknown>, token?: string) =>
  hub.ask<{ rotateClientSecret: { secret: string; client: Client } | null }>(
    'mutation ($input: RotateClientSecretInput!) { rotateClientSecret(input: $input) { secret client { id earlierSecretUntil } } }',
    { input: { city, organisation, ...input } },
    token ?? atConsole[organisation],
  )
const revoke = async (client: string, token?: string) =>
  hub.ask<{ revokeClient: Client | null }>(
    'mutation ($input: RevokeClientInput!) { revokeClient(input: $input) { id revokedAt } }',
    { input: { city, organisation, client } },
    token ?? atConsole[organisation],
  )
const codes = ({ errors }: { errors?: readonly { extensions: { code: string } }[] | undefined }) =>
  (errors ?? []).map(({ extensions }) => extensions.code)

/** The token that a client gets when somebody of an organisation signs in to it. */
async function signInTo(client: string, creditCode: string, secret?: string, back = `${hub.url}/console/sign-in/back`) {
  const name = `person.${client}.${creditCode}`
  const password = await addPerson(pool, { name, role: 'ngo', division: null, organisation: creditCode })
  const execute = [openid.allowInsecureRequests]
  const method = secret === undefined ? openid.None() : openid.ClientSecretBasic(secret)
  const config = await openid.discovery(new URL(`${hub.url}/issuer`), client, secret, method, { execute })
  return (await signIn(config, back, { name, password })).access_token
}

let made: { readonly id: string; readonly secret: string }
beforeEach(async () => {
  await pool.query('delete from client')
  made = await addClient(pool, { name: '课程助手', role: 'ngo', organisation, scopes: ['programmes:read'] })
})

describe("an organisation's clients", () => {
  test('are told to it and to the office of its city, without their secrets', async () => {
    await addClient(pool, { name: '别家', role: 'ngo', organisation: other })
    const expected = [{ id: made.id, name: '课程助手', scopes: ['programmes:read'], lastUsedAt: null, revokedAt: null }]
    for (const token of [atConsole[organisation], await hub.token('city-office', city)]) {
      const answer = await listed(token)
      expect(answer.data.organisation.clients).toMatchObject(expected)
      expect(answer.text).not.toContain(made.secret)
      expect(answer.text).not.toMatch(/hash/i)
    }
  })

  test('are told to nobody else: their name stays', async () => {
    const others = [
      undefined,
      atConsole[other],
      await hub.token('planner', city),
      await hub.token('city-office', '110000000000'),
    ]
    for (const token of others) {
      const { data, errors } = await listed(token)
      const known = data as typeof data | undefined
      expect(known?.organisation.clients ?? null).toBeNull()
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
        token === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN',
      ])
    }
  })

  test('tell when they last named themselves, to the minute', async () => {
    expect(await clientsNow()).toMatchObject([{ lastUsedAt: null }])
    await askForToken(`${hub.url}/issuer`, { id: made.id, secret: 'wrong' })
    expect(await clientsNow()).toMatchObject([{ lastUsedAt: null }])
    expect((await askForToken(`${hub.url}/issuer`, made)).status).toBe(200)
    expect(await clientsNow()).toMatchObject([{ lastUsedAt: expect.stringMatching(/:00\.000Z$/) }])
  })

  test('get another secret, told once, while the one before stays good for a while', async () => {
    const { data } = await rotate({ client: made.id, hours: 1 })
    const secret = data.rotateClientSecret?.secret ?? ''
    expect(secret.length).toBeGreaterThan(40)
    expect(data.rotateClientSecret?.client.earlierSecretUntil).toMatch(/^20/)
    const status = async (given: string) =>
      (await askForToken(`${hub.url}/issuer`, { id: made.id, secret: given })).status
    expect([await status(secret), await status(made.secret)]).toEqual([200, 200])
    const again = await rotate({ client: made.id, hours: 0 })
    expect([await status(secret), await status(again.data.rotateClientSecret?.secret ?? '')]).toEqual([401, 200])
    expect((await clientsNow()).map(({ earlierSecretUntil }) => earlierSecretUntil)).toEqual([null])
  })

  test('end when it says so', async () => {
    const { token } = await askForToken(`${hub.url}/issuer`, made)
    expect((await revoke(made.id)).data.revokeClient?.revokedAt).toMatch(/^20/)
    expect((await askForToken(`${hub.url}/issuer`, made)).status).toBe(401)
    const refused = async () => (await hub.ask('{ cities { name } }', {}, token)).errors?.[0]?.extensions['reason']
    await expect.poll(refused, { timeout: 5_000 }).toBe('REVOKED')
    expect(codes(await revoke(made.id))).toEqual(['NOT_FOUND'])
    expect(codes(await rotate({ client: made.id }))).toEqual(['NOT_FOUND'])
  })

  test('are changed by nobody else, by no program, and by no app to which somebody of it signed in', async () => {
    const foreign = await addClient(pool, { name: '别家', role: 'ngo', organisation: other })
    const { token: ofProgram } = await askForToken(`${hub.url}/issuer`, made)
    const back = 'http://127.0.0.1:3999/back'
    const app = await addClient(pool, { name: '选课', role: 'planner', redirectUris: [back] })
    const ofOtherApp = await signInTo(app.id, organisation, app.secret, back)
    expect(codes(await rotate({ client: made.id }, atConsole[other]))).toEqual(['FORBIDDEN'])
    expect(codes(await rotate({ client: foreign.id }))).toEqual(['NOT_FOUND'])
    expect(codes(await revoke(foreign.id))).toEqual(['NOT_FOUND'])
    expect(codes(await rotate({ client: made.id }, ofProgram))).toEqual(['FORBIDDEN'])
    expect(codes(await revoke(made.id, ofProgram))).toEqual(['FORBIDDEN'])
    expect(codes(await rotate({ client: made.id }, ofOtherApp))).toEqual(['FORBIDDEN'])
    expect(codes(await rotate({ client: made.id, city: '110000000000' }))).toEqual(['NOT_FOUND'])
    expect(codes(await rotate({ client: made.id, hours: 169 }))).toEqual(['BAD_USER_INPUT'])
    for (const one of [made, foreign]) expect((await askForToken(`${hub.url}/issuer`, one)).status).toBe(200)
  })
})

test('a hub without an issuer has none to tell of', async () => {
  const plain = await startHub()
  const token = await plain.token('ngo', undefined, organisation, organisation)
  const { data, errors } = await plain.ask(query, { organisation }, token)
  expect([errors, data]).toMatchObject([undefined, { organisation: { clients: null } }])
  await plain.close()
}, 60_000)
