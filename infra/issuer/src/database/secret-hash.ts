import { type ScryptOptions, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 16 MiB of memory and some 30 ms for each guess. */
const cost = { N: 2 ** 14, r: 8, p: 1 } as const satisfies ScryptOptions
const length = 32

/** A secret of 256 random bits, which is told once. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Hashes a secret with a salt of its own: `scrypt$<salt>$<hash>`. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${(await derive(secret, salt)).toString('base64url')}`
}

/** Whether a secret is the one of the hash. A hash of nobody takes as long as one of somebody. */
export async function isSecretOf(secret: string, hash: string | null | undefined): Promise<boolean> {
  const [kind, salt = '', expected = ''] = (hash ?? '').split('$')
  const derived = await derive(secret, Buffer.from(salt, 'base64url'))
  const wanted = Buffer.from(expected, 'base64url')
  return kind === 'scrypt' && wanted.length === length && timingSafeEqual(derived, wanted)
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, length, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
