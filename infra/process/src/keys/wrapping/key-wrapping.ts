import { CompactEncrypt, base64url, compactDecrypt, decodeProtectedHeader, importJWK } from 'jose'
import { type KeyRing, newKeyRing, type WrappingKey } from './key-ring.js'
import { readRing } from './ring-file.js'
import { type ReceivingKey, sealedAlgorithm } from './seal-key.js'

/** A key as a database may keep it. */
export interface WrappedKey {
  /** A compact JWE. */
  readonly wrapped: string
  /** The key that it is wrapped with, by its id. */
  readonly kid: string
}

/**
 * Protects keys that lie in a database with one that does not: of a file, or of a service that never gives it away. A wrapped key says
 * whose it is, and opens for no other.
 */
export interface KeyWrapping {
  /** Wraps a key with the wrapping key in use. */
  wrapKey(key: Uint8Array, owner: string): Promise<WrappedKey>
  /** @throws {Error} naming the key that is missing, or when it is wrapped for another owner. */
  unwrapKey(wrapped: string, owner: string): Promise<Uint8Array>
  /** The key for which other servers seal what is for this one. */
  receivingKey(): Promise<ReceivingKey>
  /** Opens what was sealed for this server. @throws {Error} when it was sealed for another server or owner. */
  openSealed(sealed: string, owner: string): Promise<Uint8Array>
}

const wrapAlgorithm = 'A256GCMKW'

/** Wraps keys by those in a file, which is read again whenever it may have changed. */
export function wrapByFile(file: string): KeyWrapping {
  return wrapBy(() => readRing(file), `in ${file}`)
}

/** Wraps keys by new ones that are gone with the process. */
export async function wrapInMemory(): Promise<KeyWrapping> {
  const ring = await newKeyRing()
  return wrapBy(() => Promise.resolve(ring), 'in memory')
}

/** No keys: for who only reads, and knows no resident. */
export const withoutKeys: KeyWrapping = Object.freeze({
  wrapKey: refuse,
  unwrapKey: refuse,
  receivingKey: refuse,
  openSealed: refuse,
})

function refuse(): Promise<never> {
  return Promise.reject(new Error('Expected wrapping keys, but this process was given none.'))
}

function wrapBy(read: () => Promise<KeyRing>, where: string): KeyWrapping {
  let known: KeyRing | undefined
  const readAnew = async () => (known = await read())
  /** A key by its id, looked for in the file anew when it is not known yet. */
  async function find<Key extends { readonly kid: string }>(
    kid: unknown,
    keysOf: (ring: KeyRing) => readonly Key[],
  ): Promise<Key> {
    const inRing = (ring: KeyRing) => keysOf(ring).find((key) => key.kid === kid)
    const key = inRing(known ?? (await readAnew())) ?? inRing(await readAnew())
    if (key !== undefined) return key
    throw new Error(`Expected the key ${String(kid)} ${where}, but it is not there.`)
  }
  return {
    async wrapKey(key, owner) {
      const {
        wrapping: [current],
      } = await readAnew()
      const header = { alg: wrapAlgorithm, enc: 'A256GCM', kid: current.kid, sub: owner }
      const wrapped = await new CompactEncrypt(key).setProtectedHeader(header).encrypt(bytesOf(current))
      return { wrapped, kid: current.kid }
    },
    async unwrapKey(wrapped, owner) {
      const { kid } = requireOwner(wrapped, owner)
      const key = await find(kid, ({ wrapping }) => wrapping)
      const options = { keyManagementAlgorithms: [wrapAlgorithm], contentEncryptionAlgorithms: ['A256GCM'] }
      return (await compactDecrypt(wrapped, bytesOf(key), options)).plaintext
    },
    async receivingKey() {
      const {
        receiving: [{ kid, x }],
      } = await readAnew()
      return { kid, x }
    },
    async openSealed(sealed, owner) {
      const { kid } = requireOwner(sealed, owner)
      const key = await find(kid, ({ receiving }) => receiving)
      const options = { keyManagementAlgorithms: [sealedAlgorithm], contentEncryptionAlgorithms: ['A256GCM'] }
      return (await compactDecrypt(sealed, await importJWK(key, sealedAlgorithm), options)).plaintext
    },
  }
}

function bytesOf({ k }: WrappingKey): Uint8Array {
  return base64url.decode(k)
}

/** What a JWE says of itself, once it is known to be this owner's. What it says is proved when it is opened. */
function requireOwner(jwe: string, owner: string): { readonly kid: unknown } {
  const { kid, sub } = decodeProtectedHeader(jwe)
  if (sub === owner) return { kid }
  throw new Error(`Expected a wrapped key of ${owner}, but it is of another.`)
}
