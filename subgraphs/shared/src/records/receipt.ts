import { createHash, randomBytes } from 'node:crypto'

/** A receipt: 192 random bits, which are told once. */
export function newReceipt(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * As what a receipt is kept, and found again: whoever reads the database follows nothing. Nobody guesses so many random bits, so that a
 * plain hash is enough.
 */
export function hashOfReceipt(receipt: string): Buffer {
  return createHash('sha256').update(receipt).digest()
}
