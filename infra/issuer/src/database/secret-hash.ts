import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 256 random bits, which is told once. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Hashes a secret with a salt of its own: `sha256$<salt>$<hash>`. Nobody guesses 256 random bits, so that a slow hash would protect nothing: it
 * would let strangers with wrong secrets keep the server busy.
 */
export function hashSecret(secret: string): string {
  const salt = randomBytes(16)
  return `sha256$${salt.toString('base64url')}$${derive(secret, salt).toString('base64url')}`
}

/** Whether a secret is the one of the hash. A hash of nobody takes as long as one of somebody. */
export function isSecretOf(secret: string, hash: string | null | undefined): boolean {
  const [kind, salt = '', expected = ''] = (hash ?? '').split('$')
  const derived = derive(secret, Buffer.from(salt, 'base64url'))
  const wanted = Buffer.from(expected, 'base64url')
  return kind === 'sha256' && wanted.length === derived.length && timingSafeEqual(derived, wanted)
}

function derive(secret: string, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(secret).digest()
}
