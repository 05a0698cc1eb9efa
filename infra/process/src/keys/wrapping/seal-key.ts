import { CompactEncrypt, importJWK } from 'jose'
import { z } from 'zod'
import { thumbprintOf } from './key-ring.js'

/** How keys are sealed for another server: ECDH-ES with X25519 (RFC 7518, 4.6; RFC 8037). */
export const sealedAlgorithm = 'ECDH-ES+A256KW'

/** The public X25519 key of a server for which keys are sealed. */
export const receivingKeySchema = z.object({
  kid: z.string().max(100),
  x: z.string().regex(/^[\w-]{43}$/, 'expected an X25519 public key in base64url'),
})

export type ReceivingKey = z.infer<typeof receivingKeySchema>

/** Seals a key, which says whose it is, so that only the server of the receiving key can open it: a compact JWE. */
export async function sealKey(key: Uint8Array, owner: string, { x }: ReceivingKey): Promise<string> {
  const header = { alg: sealedAlgorithm, enc: 'A256GCM', kid: await thumbprintOf(x), sub: owner }
  const to = await importJWK({ kty: 'OKP', crv: 'X25519', x }, sealedAlgorithm)
  return new CompactEncrypt(key).setProtectedHeader(header).encrypt(to)
}
