import { createHmac } from 'node:crypto'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import type { TestGateway } from '../start-gateway.js'
import { type HostileRequest, forEach } from './hostile-request.js'

const body = JSON.stringify({ query: '{ person(id: "1") { name } }' })
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Requests with tokens that somebody made up, altered, or got for another purpose. */
export async function forgedTokens(gateway: TestGateway): Promise<readonly HostileRequest[]> {
  const now = Math.floor(Date.now() / 1_000)
  const claims = {
    sub: 'x',
    role: 'city-office',
    division: '310000000000',
    iss: 'local',
    aud: 'hub',
    iat: now,
    exp: now + 60,
  }
  const { kid, publicJwk } = gateway.issuerKey
  const good = await gateway.token({ role: 'ngo' })
  const [head = '', payload = '', signature = ''] = good.split('.')
  /** Signed by a secret that everybody knows: the public key. */
  const confused = (alg: string, secret: string) => {
    const text = `${encode({ alg, kid, typ: 'JWT' })}.${encode(claims)}`
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
  const stranger = await createSigningKey()
  const tokens: readonly (readonly [name: string, token: string])[] = [
    ...['none', 'None', 'NONE', 'nOnE', ''].map(
      (alg) => [`no signature by ${alg}`, `${encode({ alg, kid })}.${encode(claims)}.`] as const,
    ),
    ...['HS256', 'HS384', 'HS512', 'RS256', 'ES256', 'PS256'].map(
      (alg) => [`the algorithm ${alg}`, confused(alg, JSON.stringify(publicJwk))] as const,
    ),
    ['the public key as a secret', confused('HS256', publicJwk.x ?? '')],
    ['the name of another key', `${encode({ alg: 'EdDSA', kid: stranger.kid })}.${payload}.${signature}`],
    ...['../../keys/issuer', "' or 1=1 --", '/dev/null', '', '__proto__'].map(
      (injected) =>
        [`the key ${injected}`, `${encode({ alg: 'EdDSA', kid: injected })}.${payload}.${signature}`] as const,
    ),
    ['a key of its own', `${encode({ alg: 'EdDSA', jwk: stranger.publicJwk })}.${payload}.${signature}`],
    ['the address of its keys', `${encode({ alg: 'EdDSA', kid, jku: 'http://127.0.0.1:1/' })}.${payload}.${signature}`],
    ['an extension that is critical', `${encode({ alg: 'EdDSA', kid, crit: ['x'], x: 1 })}.${payload}.${signature}`],
    ['another role', `${head}.${encode(claims)}.${signature}`],
    ['half a signature', `${head}.${payload}.${signature.slice(0, 40)}`],
    ['another signature', `${head}.${payload}.${'A'.repeat(signature.length)}`],
    ['another key', await gateway.token({}, {}, stranger)],
    ['the key of the gateway', await gateway.token({}, {}, gateway.signingKey)],
    ['another audience', await gateway.token({}, { audience: 'community' })],
    ['another issuer', await gateway.token({}, { issuer: 'elsewhere' })],
    ['a time that is over', await gateway.token({}, { lifetime: -60 })],
    ['a role that there is not', await gateway.token({ role: 'gateway' })],
    ...forEach(10, (at) => [`${at} dots`, 'a.'.repeat(at)] as const),
    ['ten thousand letters', 'a'.repeat(10_000)],
  ]
  return tokens.map(([name, token]) => ({
    name: `a token with ${name}`,
    code: 'UNAUTHENTICATED',
    body,
    headers: { authorization: `Bearer ${token}` },
  }))
}
