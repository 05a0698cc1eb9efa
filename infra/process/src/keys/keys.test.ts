import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Viewer, anonymous, gatewayViewer } from '@shequ/schema/viewer'
import { SignJWT } from 'jose'
import { UnusableKey, createSigningKey, loadOrCreateSigningKey } from './signing-key.js'
import { createTokenVerifier, gatewayIssuer, localIssuer, mintViewerToken, verifyViewer } from './viewer-token.js'

const viewer: Viewer = {
  subject: 'office of 310101002001',
  role: 'community-office',
  division: '310101002001',
  organisation: null,
  scopes: ['write'],
}

describe('a signing key in a folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is made once, however many ask at once, and only its user reads it', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateSigningKey(join(folder, 'a/b'), 'x')))
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1)
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['x.jwk.json'])
    expect(statSync(join(folder, 'a/b/x.jwk.json')).mode & 0o777).toBe(0o600)
  })

  test('shows no private part', async () => {
    const { publicJwk } = await loadOrCreateSigningKey(folder, 'x')
    expect(Object.keys(publicJwk).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })

  test.each(['', '{', '[]', 'null', '{"kty":"OKP","crv":"Ed25519","x":"AA","d":"secret"}', '{"kty":"EC"}'])(
    'that holds %j is refused by name, without its content',
    async (content) => {
      writeFileSync(join(folder, 'x.jwk.json'), content)
      const loading = loadOrCreateSigningKey(folder, 'x')
      await expect(loading).rejects.toThrow(UnusableKey)
      await expect(loadOrCreateSigningKey(folder, 'x')).rejects.toThrow(/x\.jwk\.json, but it holds none/)
      await expect(loadOrCreateSigningKey(folder, 'x')).rejects.not.toThrow(/secret/)
    },
  )
})

describe('a token', () => {
  const terms = { issuer: gatewayIssuer, audience: 'city', lifetime: 60 }

  test.each<[Viewer]>([
    [viewer],
    [anonymous],
    [{ ...viewer, isAtConsole: true }],
    [{ ...viewer, division: null, organisation: '51310000123456789X', scopes: [] }],
  ])('brings back the viewer it was made for: %j', async (given) => {
    const key = await createSigningKey()
    const token = await mintViewerToken(key, given, terms)
    expect(await verifyViewer(token, { keys: [key.publicJwk] }, 'city')).toEqual(given)
  })

  test('is refused for another audience, issuer, key, or after its time', async () => {
    const key = await createSigningKey()
    const keys = { keys: [key.publicJwk] }
    const refused = async (change: Partial<typeof terms>, reason: RegExp) =>
      await expect(
        verifyViewer(await mintViewerToken(key, viewer, { ...terms, ...change }), keys, 'city'),
      ).rejects.toThrow(reason)
    await refused({ audience: 'borough' }, /another audience/)
    await refused({ issuer: 'local' }, /issuer/)
    await refused({ lifetime: -60 }, /expired/)
    const other = await createSigningKey()
    await expect(verifyViewer(await mintViewerToken(other, viewer, terms), keys, 'city')).rejects.toThrow(/key/)
  })

  test('names a gateway only when the gateway signed it', async () => {
    const key = await createSigningKey()
    const keys = { keys: [key.publicJwk] }
    const token = await mintViewerToken(key, gatewayViewer, terms)
    expect(await verifyViewer(token, keys, 'city')).toEqual(gatewayViewer)
    const verifyClients = createTokenVerifier({ issuer: localIssuer, keys }, 'city')
    const forged = await mintViewerToken(key, gatewayViewer, { ...terms, issuer: localIssuer })
    await expect(verifyClients(forged)).rejects.toThrow(/role/)
  })

  test('is taken from any of several keys, so that keys can be changed', async () => {
    const [old, young] = await Promise.all([createSigningKey(), createSigningKey()])
    const keys = { keys: [old.publicJwk, young.publicJwk] }
    for (const key of [old, young]) {
      expect(await verifyViewer(await mintViewerToken(key, viewer, terms), keys, 'city')).toEqual(viewer)
    }
  })

  test('without a time to end, or signed by a shared secret, is refused', async () => {
    const key = await createSigningKey()
    const verify = createTokenVerifier({ issuer: gatewayIssuer, keys: { keys: [key.publicJwk] } }, 'city')
    const endless = new SignJWT({ role: 'planner' })
      .setSubject('x')
      .setIssuer(gatewayIssuer)
      .setAudience('city')
      .setIssuedAt()
    const unbounded = await endless.setProtectedHeader({ alg: 'EdDSA', kid: key.kid }).sign(key.privateKey)
    await expect(verify(unbounded)).rejects.toThrow(/claim exp/)
    const shared = await new SignJWT({ role: 'planner', sub: 'x', iss: gatewayIssuer, aud: 'city', iat: 1, exp: 9e9 })
      .setProtectedHeader({ alg: 'HS256', kid: key.kid })
      .sign(new TextEncoder().encode(key.publicJwk.x))
    await expect(verify(shared)).rejects.toThrow(/algorithm|key/)
  })
})
