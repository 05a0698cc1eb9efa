import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CryptoKey,
  type JWK,
  type JWK_OKP_Public,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose'

/** An Ed25519 key that signs tokens. `publicJwk` is what verifiers get; it holds no private part. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}

/** The public halves of signing keys, as served at `/.well-known/jwks.json` (RFC 7517). */
export interface PublicKeys {
  readonly keys: readonly JWK[]
}

/**
 * Reads the Ed25519 key `<folder>/<name>.jwk.json`, or makes it when there is none: the folder with mode 0700, the file
 * with 0600. Two processes that start at once end up with the same key.
 *
 * @throws {UnusableKey} when the file is there but holds no Ed25519 private key.
 */
export async function loadOrCreateSigningKey(folder: string, name: string): Promise<SigningKey> {
  const existing = await findSigningKey(folder, name)
  if (existing !== undefined) return existing
  const file = fileOf(folder, name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const written = await writeOnce(file, JSON.stringify(await exportJWK(privateKey)))
  return await importSigningKey(written, file)
}

/** The key of the name; undefined when there is none. @throws {UnusableKey} as above. */
export async function findSigningKey(folder: string, name: string): Promise<SigningKey | undefined> {
  const file = fileOf(folder, name)
  const existing = await readIfThere(file)
  return existing === undefined ? undefined : await importSigningKey(existing, file)
}

/** Puts one key in the place of another, whole or not at all. */
export async function replaceSigningKey(folder: string, name: string, by: string): Promise<void> {
  await rename(fileOf(folder, by), fileOf(folder, name))
}

/** An Ed25519 key that lives only as long as the process. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return await importSigningKey(JSON.stringify(await exportJWK(privateKey)), 'memory')
}

/** The file does not hold an Ed25519 private key. The message names the file, never its content. */
export class UnusableKey extends Error {
  constructor(file: string) {
    super(
      `Expected an Ed25519 private key (JWK) in ${file}, but it holds none. Remove the file to have a new key made.`,
    )
    this.name = 'UnusableKey'
  }
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}.jwk.json`)
}

async function importSigningKey(content: string, file: string): Promise<SigningKey> {
  try {
    const jwk = JSON.parse(content) as JWK
    if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || jwk.x === undefined || jwk.d === undefined) {
      throw new UnusableKey(file)
    }
    const publicPart: JWK_OKP_Public = { kty: 'OKP', crv: jwk.crv, x: jwk.x }
    const kid = await calculateJwkThumbprint(publicPart)
    const privateKey = (await importJWK(jwk, 'EdDSA')) as CryptoKey
    return Object.freeze({ kid, privateKey, publicJwk: { ...publicPart, kid, alg: 'EdDSA', use: 'sig' } })
  } catch {
    throw new UnusableKey(file)
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Creates the file whole, or, when another process was first, returns what that one wrote. */
async function writeOnce(file: string, content: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, content, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
    return content
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await readFile(file, 'utf8')
    throw error
  } finally {
    await unlink(draft)
  }
}
