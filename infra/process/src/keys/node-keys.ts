import { calculateJwkThumbprint, type JWK } from 'jose'
import { z } from 'zod'

/** A public key that a node answers with, as the register holds it. */
export interface NodeKey {
  /** The key's thumbprint (RFC 7638). */
  readonly kid: string
  /** The public Ed25519 key, in base64url. */
  readonly x: string
  /** When it is no longer believed, ISO 8601; null for a key without an end. */
  readonly notAfter: string | null
}

/** A key as servers tell each other of it. */
export const nodeKeySchema: z.ZodType<NodeKey> = z.object({
  kid: z.string(),
  x: z.string(),
  notAfter: z.string().nullable(),
})

/** A key without an end, under its thumbprint. */
export async function nodeKeyOf(x: string): Promise<NodeKey> {
  return { kid: await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x }), x, notAfter: null }
}

/** A key as jose takes it. */
export function toJwk({ kid, x }: NodeKey): JWK {
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }
}

/** The keys that are believed at a moment. */
export function keysAt<Key extends Pick<NodeKey, 'notAfter'>>(keys: readonly Key[], now: Date): readonly Key[] {
  return keys.filter(({ notAfter }) => notAfter === null || Date.parse(notAfter) > now.getTime())
}
