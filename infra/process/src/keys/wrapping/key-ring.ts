import { randomBytes } from 'node:crypto'
import { base64url, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'

/** A key that wraps others: 256 bits, for AES-GCM (RFC 7518, 4.7). */
const wrappingKeySchema = z.object({
  kty: z.literal('oct'),
  kid: z.string(),
  k: z.string().regex(/^[\w-]{43}$/),
})

/** A key for which other servers seal what they send (RFC 8037): X25519. */
const receivingKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  kid: z.string(),
  x: z.string().regex(/^[\w-]{43}$/),
  d: z.string().regex(/^[\w-]{43}$/),
})

export type WrappingKey = z.infer<typeof wrappingKeySchema>
export type ReceivingPrivateKey = z.infer<typeof receivingKeySchema>

const ringSchema = z.object({ keys: z.array(z.union([wrappingKeySchema, receivingKeySchema])) })

/** The keys of a server that protects others with them. The first of each kind is in use, those after it are on their way out. */
export interface KeyRing {
  readonly wrapping: readonly [WrappingKey, ...WrappingKey[]]
  readonly receiving: readonly [ReceivingPrivateKey, ...ReceivingPrivateKey[]]
}

/** A ring of new keys; those of another stand behind them, where there is one. */
export async function newKeyRing(before?: KeyRing): Promise<KeyRing> {
  const k = base64url.encode(randomBytes(32))
  const { privateKey } = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519', extractable: true })
  const { x = '', d = '' } = await exportJWK(privateKey)
  return {
    wrapping: [{ kty: 'oct', kid: await calculateJwkThumbprint({ kty: 'oct', k }), k }, ...(before?.wrapping ?? [])],
    receiving: [
      { kty: 'OKP', crv: 'X25519', kid: await thumbprintOf(x), x, d },
      ...(before?.receiving.slice(0, 1) ?? []),
    ],
  }
}

/** A ring with the keys in use alone. */
export function withoutOldKeys({ wrapping: [wrapping], receiving: [receiving] }: KeyRing): KeyRing {
  return { wrapping: [wrapping], receiving: [receiving] }
}

/** The thumbprint of an X25519 key, by which servers tell each other which they mean. */
export function thumbprintOf(x: string): Promise<string> {
  return calculateJwkThumbprint({ kty: 'OKP', crv: 'X25519', x })
}

/** A ring as a JWK set (RFC 7517). */
export function ringToText({ wrapping, receiving }: KeyRing): string {
  return `${JSON.stringify({ keys: [...wrapping, ...receiving] }, null, 2)}\n`
}

/** The ring that a text holds; undefined when it holds none. */
export function ringOfText(text: string): KeyRing | undefined {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return undefined
  }
  const keys = ringSchema.safeParse(body).data?.keys ?? []
  const [wrapping, ...wrappingBefore] = keys.filter((key) => key.kty === 'oct')
  const [receiving, ...receivingBefore] = keys.filter((key) => key.kty === 'OKP')
  if (wrapping === undefined || receiving === undefined) return undefined
  return { wrapping: [wrapping, ...wrappingBefore], receiving: [receiving, ...receivingBefore] }
}
