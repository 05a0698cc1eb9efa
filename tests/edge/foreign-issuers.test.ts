import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UnusableIssuers, readIssuers } from '@shequ/gateway/request/issuers/read-issuers'
import { type TestGateway, startGateway } from '@shequ/gateway/testing/start-gateway'
import { type CryptoKey, SignJWT, decodeProtectedHeader, exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../helpers/pages.js'
import { type StrangerIssuer, startStranger, strangerAudience } from '../helpers/stranger-issuer.js'

const who = '{ city(code: "1") { asks } }'

let folder: string
let bureau: StrangerIssuer
let portal: StrangerIssuer
let gateway: TestGateway

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'issuers-'))
  bureau = await startStranger({ groups: ['staff', 'learning-bureau'], area: '310101000000' })
  portal = await startStranger({ credit_code: '52310114MJQHCK6F3G' })
  const issuers = await read({
    issuers: [
      {
        issuer: bureau.issuer,
        audience: strangerAudience,
        algorithms: ['ES256'],
        role: { claim: 'groups', values: { 'learning-bureau': 'borough-office', mayor: 'city-office' } },
        division: { claim: 'area' },
        within: '310101000000',
        scopes: { claim: 'scope', values: { read: 'programmes:read' } },
      },
      {
        issuer: portal.issuer,
        audience: strangerAudience,
        algorithms: ['ES256'],
        role: { value: 'ngo' },
        organisation: { claim: 'credit_code' },
      },
    ],
  })
  gateway = await startGateway({ issuers })
})
afterAll(async () => {
  await gateway.app.close()
  await Promise.all([bureau.stop(), portal.stop(), rm(folder, { recursive: true })])
})

async function read(content: unknown) {
  const file = join(folder, 'issuers.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return await readIssuers(file)
}

const ask = async (token: string) => {
  const { status, body, headers } = await gateway.ask(who, { token })
  const { message = '', extensions } = body.errors?.[0] ?? {}
  return { status, data: body.data, code: extensions?.code, reason: extensions?.['reason'], message, headers }
}

test('tokens of several issuers name viewers by their tables, beside those of the local key', async () => {
  expect((await ask(await bureau.token())).data).toEqual({ city: { asks: 'borough-office 310101000000' } })
  expect((await ask(await portal.token())).data).toEqual({ city: { asks: 'ngo -' } })
  expect((await ask(await gateway.token({ role: 'planner', division: '310000000000' }))).data).toEqual({
    city: { asks: 'planner 310000000000' },
  })
})

describe('is refused:', () => {
  const claims = { groups: ['learning-bureau'], area: '310101000000' }
  const seconds = () => Math.floor(Date.now() / 1000)

  test('nothing, when all is as it should be', async () => {
    expect((await ask(await bureau.sign(claims))).status).toBe(200)
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['another issuer', { iss: 'https://elsewhere.example' }, {}, 'UNKNOWN_ISSUER'],
    ['no issuer', { iss: undefined }, {}, 'UNKNOWN_ISSUER'],
    ['another audience', { aud: 'https://shop.example' }, {}, 'OTHER_AUDIENCE'],
    ['no audience', { aud: undefined }, {}, 'OTHER_AUDIENCE'],
    ['a past end', { exp: seconds() - 31 }, {}, 'EXPIRED'],
    ['no end', { exp: undefined }, {}, 'CLAIMS'],
    ['a beginning to come', { nbf: seconds() + 45 }, {}, 'NOT_YET_VALID'],
    ['an unknown key', {}, { kid: 'key-of-nobody' }, 'UNKNOWN_KEY'],
    ['the type of an ID token', {}, { typ: 'JWT' }, 'TYPE'],
    ['a critical extension', {}, { crit: ['exp-b'], 'exp-b': 1 }, 'TYPE'],
    ['a group without a role', { groups: ['staff'] }, {}, 'CLAIMS'],
    ['the name of a role in the place of a group', { groups: ['borough-office'] }, {}, 'CLAIMS'],
    ['two roles', { groups: ['learning-bureau', 'mayor'] }, {}, 'CLAIMS'],
    ['a division for which the issuer does not speak', { area: '310104000000' }, {}, 'CLAIMS'],
    ['a division of another level', { area: '310101002001' }, {}, 'CLAIMS'],
    ['no division', { area: undefined }, {}, 'CLAIMS'],
    ['a role of the graph by its own claim', { groups: [], role: 'city-office' }, {}, 'CLAIMS'],
  ])('a token with %s', async (_what, own, header, reason) => {
    const { crit, ...rest } = header
    const token = crit === undefined ? await bureau.sign({ ...claims, ...own }, rest) : await critical(claims)
    expect(await ask(token)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', reason, data: undefined })
  })

  /** jose signs no extension that it does not know, unless it is told of it. */
  async function critical(own: Record<string, unknown>) {
    const header = { alg: 'ES256', kid: bureau.key().kid ?? '', typ: 'at+jwt', crit: ['exp-b'], 'exp-b': 1 }
    return await new SignJWT({
      iss: bureau.issuer,
      aud: strangerAudience,
      sub: 'x',
      iat: seconds(),
      exp: seconds() + 60,
      ...own,
    })
      .setProtectedHeader(header)
      .sign(await importJWK(bureau.key(), 'ES256'), { crit: { 'exp-b': false } })
  }

  test('a token without a signature, or signed with the public key as a secret', async () => {
    const [, body] = (await bureau.sign(claims)).split('.')
    const none = `${encode({ alg: 'none', typ: 'at+jwt' })}.${body}.x`
    expect(await ask(none)).toMatchObject({ status: 401, reason: 'ALGORITHM' })
    const { publicKey } = await publicHalf()
    const shared = new TextEncoder().encode(await exportSPKI(publicKey))
    const confused = await new SignJWT({
      ...claims,
      iss: bureau.issuer,
      aud: strangerAudience,
      sub: 'x',
      iat: seconds(),
      exp: seconds() + 60,
    })
      .setProtectedHeader({ alg: 'HS256', kid: bureau.key().kid ?? '', typ: 'at+jwt' })
      .sign(shared)
    expect(await ask(confused)).toMatchObject({ status: 401, reason: 'ALGORITHM' })
  })

  test("a token with another's key under the issuer's kid, or with a key that it brings along", async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const key = await exportJWK(privateKey)
    expect(await ask(await bureau.sign(claims, {}, key))).toMatchObject({ status: 401, reason: 'SIGNATURE' })
    const brought = await bureau.sign(claims, { jwk: await exportJWK(publicKey), jku: 'http://127.0.0.1:1/' }, key)
    expect(await ask(brought)).toMatchObject({ status: 401, reason: 'SIGNATURE' })
  })

  test("one issuer's token that names the other", async () => {
    expect(await ask(await bureau.sign({ ...claims, iss: portal.issuer }))).toMatchObject({ status: 401 })
  })

  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  async function publicHalf() {
    const { d: _private, ...publicPart } = bureau.key()
    return { publicKey: (await importJWK(publicPart, 'ES256')) as CryptoKey }
  }
})

test('an issuer changes its key while requests run, and none is refused', async () => {
  const outcomes: number[] = []
  const kids = new Set<unknown>()
  const state = { rotating: true }
  const rotating = portal.rotate(1_200).finally(() => (state.rotating = false))
  while (state.rotating) {
    const token = await portal.token()
    kids.add(decodeProtectedHeader(token).kid)
    outcomes.push((await ask(token)).status)
  }
  await rotating
  expect(kids.size).toBe(2)
  expect(outcomes.filter((status) => status !== 200)).toEqual([])
})

describe('an issuer that is down', () => {
  test('costs its own callers an error that says so, and nobody else', async () => {
    const stranger = await startStranger({})
    const settings = { issuer: stranger.issuer, audience: strangerAudience, role: { value: 'planner' } }
    const other = await startGateway({ issuers: await read({ issuers: [settings] }) })
    const token = await stranger.token()
    await stranger.stop()
    const answer = await other.ask(who, { token })
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([503, 'ISSUER_UNAVAILABLE'])
    expect(answer.text).not.toContain(stranger.issuer)
    expect((await other.ask(who)).status).toBe(200)
    await stranger.start()
    await expect.poll(async () => (await other.ask(who, { token })).status, { timeout: 10_000 }).toBe(200)
    await other.app.close()
    await stranger.stop()
  })
})

test('a file of issuers that can not be used is refused at the start, with every fault and its place', async () => {
  const faulty = {
    issuers: [
      { issuer: 'http://login.example.org', audience: 'hub', role: { value: 'ngo' } },
      {
        issuer: 'https://a.example',
        audience: 'hub',
        algorithms: ['HS256'],
        role: { claim: 'r', values: { x: 'mayor' } },
      },
      { issuer: 'https://b.example', audience: '', role: { value: 'ngo' }, rolle: 1 },
    ],
  }
  const error = await read(faulty).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UnusableIssuers)
  const { message } = error as Error
  for (const place of [
    'issuers.0.issuer',
    'issuers.1.algorithms.0',
    'issuers.1.role',
    'issuers.2.audience',
    'issuers.2',
  ])
    expect(message).toContain(`  ${place}: `)
  await expect(read('{')).rejects.toThrow('expected JSON')
  await expect(readIssuers(join(folder, 'absent.json'))).rejects.toThrow('ENOENT')
})

test('the file of the page can be used', async () => {
  const [, example = ''] =
    /### Tokens of other issuers\n.*?```json\n(.*?)```/s.exec(await readPage('gateway/README.md')) ?? []
  expect((await read(example)).map(({ algorithms }) => algorithms[0])).toEqual(['RS256', 'RS256'])
})
