import { beforeAll, describe, expect, test } from 'vitest'
import { SignJWT } from 'jose'
import { type SignedAnswer, answerVerifier, signAnswer } from './answer-signature.js'
import { type NodeKey, nodeKeyOf } from './node-keys.js'
import { type SigningKey, createSigningKey } from './signing-key.js'

const now = new Date('2026-03-02T01:30:00.000Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
const answer: SignedAnswer = {
  community: '310101002001',
  request: '{"query":"{ a }"}',
  response: '{"data":{"a":"\u4e66\u6cd5"}}',
  nonce: 'n-1',
}

let key: SigningKey
let keys: NodeKey[]
beforeAll(async () => {
  key = await createSigningKey()
  keys = [await nodeKeyOf(key.publicJwk.x ?? '')]
})

const verify = async (signature: string | undefined, change: Partial<SignedAnswer> = {}, moment = now, known = keys) =>
  answerVerifier('310101002001', known).verify(signature, { ...answer, ...change }, moment)

describe('the signature of an answer', () => {
  test('is good for the answer, as text and as bytes', async () => {
    const signature = await signAnswer(key, answer, now)
    await verify(signature)
    await verify(signature, { request: Buffer.from(answer.request), response: Buffer.from(answer.response) })
  })

  test.each<[string, Partial<SignedAnswer>, RegExp]>([
    ['an altered answer', { response: '{"data":{"a":"x"}}' }, /was altered/],
    ['another question', { request: '{"query":"{ b }"}' }, /question was altered/],
    ['an answer that was given before', { nonce: 'n-2' }, /another question/],
  ])('is not good for %s', async (_what, change, fault) => {
    await expect(verify(await signAnswer(key, answer, now), change)).rejects.toThrow(fault)
  })

  test('is not good after its time, nor from a clock that runs ahead', async () => {
    const signature = await signAnswer(key, answer, now)
    await verify(signature, {}, later(60))
    await expect(verify(signature, {}, later(66))).rejects.toThrow(/expired/)
    await expect(verify(signature, {}, later(-10))).rejects.toThrow(/iat/)
  })

  test('is not good from another node, another key, or without one', async () => {
    await expect(verify(await signAnswer(key, { ...answer, community: '310101002002' }, now))).rejects.toThrow(/issuer/)
    await expect(verify(await signAnswer(await createSigningKey(), answer, now))).rejects.toThrow(/key/)
    await expect(verify(undefined)).rejects.toThrow(/not signed/)
    for (const text of ['nonsense', '', 'a.b.c', `e30.e30.${'A'.repeat(86)}`, `bnVsbA.e30.${'A'.repeat(86)}`]) {
      await expect(verify(text)).rejects.toThrow(/not a signed JWT/)
    }
    const terms = { iss: 'node:310101002001', iat: 1, exp: 9e9 }
    const shared = await new SignJWT(terms)
      .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'answer+jwt' })
      .sign(new TextEncoder().encode(key.publicJwk.x))
    await expect(verify(shared)).rejects.toThrow(/not a signed JWT/)
    const endless = await new SignJWT({ iss: terms.iss, nonce: answer.nonce })
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'answer+jwt' })
      .sign(key.privateKey)
    await expect(verify(endless)).rejects.toThrow(/iat/)
    const [header, claims] = (await signAnswer(key, answer, now)).split('.')
    await expect(verify(`${header}.${claims}.${'A'.repeat(86)}`)).rejects.toThrow(/signature is wrong/)
  })

  test('is taken from both keys while one takes the place of the other, and from the old one no longer after its end', async () => {
    const next = await createSigningKey()
    const [old] = keys
    const both = [{ ...(old as NodeKey), notAfter: later(30).toISOString() }, await nodeKeyOf(next.publicJwk.x ?? '')]
    const verifier = answerVerifier('310101002001', both)
    verifier.verify(await signAnswer(key, answer, now), answer, now)
    verifier.verify(await signAnswer(next, answer, now), answer, now)
    await expect(async () =>
      verifier.verify(await signAnswer(key, answer, later(31)), answer, later(31)),
    ).rejects.toThrow(/key/)
    verifier.verify(await signAnswer(next, answer, later(31)), answer, later(31))
  })
})
