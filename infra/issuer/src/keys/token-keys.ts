import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'

/** How long a file is taken as unchanged, in milliseconds. */
const looksEvery = 1_000

const ring = z.object({
  keys: z
    .array(
      z.object({
        jwk: z.object({
          kty: z.literal('OKP'),
          crv: z.literal('Ed25519'),
          x: z.string(),
          d: z.string(),
          kid: z.string(),
        }),
        /** From when on it signs: published before, so that everybody knows it by then. */
        signsFrom: z.iso.datetime(),
        /** Until when tokens that it signed are believed; null while no other key takes its place. */
        until: z.iso.datetime().nullable(),
      }),
    )
    .min(1),
})

type Ring = z.infer<typeof ring>

/** Private keys, the one that signs first. All of them are published. */
export type SigningKeys = readonly (JWK & { readonly kid: string })[]

/** The keys by which the issuer signs tokens, as a file has them. */
export interface TokenKeys {
  /** The keys of this moment: the same object as long as nothing has changed. */
  now(): Promise<SigningKeys>
}

/** The file of a data folder's keys of tokens. */
export function tokenKeyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'tokens.jwks.json')
}

/** Opens the keys of a file, which is made with mode 0600 when it is not there. A change of the file is seen within a second. */
export async function openTokenKeys(file: string): Promise<TokenKeys> {
  await readRing(file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    await writeRing(file, { keys: [{ jwk: await newKey(), signsFrom: new Date().toISOString(), until: null }] }, link)
  })
  let known: Ring = await readRing(file)
  let readAt = 0
  let changedAt = 0
  let last: SigningKeys = []
  return {
    async now() {
      if (Date.now() > readAt + looksEvery) {
        const { mtimeMs } = await stat(file)
        if (mtimeMs !== changedAt) known = await readRing(file)
        changedAt = mtimeMs
        readAt = Date.now()
      }
      const keys = inForce(known, new Date())
      if (keys.map(({ kid }) => kid).join() !== last.map(({ kid }) => kid).join()) last = keys
      return last
    },
  }
}

/**
 * Adds a key that signs after `lead` seconds, and lets the ones before end `hours` later. Run it as often as you like.
 *
 * @returns the new key's id
 */
export async function rotateTokenKeys(
  file: string,
  { lead, hours }: { readonly lead: number; readonly hours: number },
): Promise<{ readonly kid: string; readonly signsFrom: Date }> {
  const { keys } = await readRing(file)
  const now = new Date()
  const signsFrom = new Date(now.getTime() + lead * 1000)
  const until = new Date(signsFrom.getTime() + hours * 3_600_000).toISOString()
  const jwk = await newKey()
  await writeRing(file, {
    keys: [
      ...keys
        .filter((key) => key.until === null || Date.parse(key.until) > now.getTime())
        .map((key) => ({ ...key, until: key.until ?? until })),
      { jwk, signsFrom: signsFrom.toISOString(), until: null },
    ],
  })
  return { kid: jwk.kid, signsFrom }
}

/** The keys that are believed, the one that signs first: of those whose time to sign has come, the last. */
function inForce({ keys }: Ring, now: Date): SigningKeys {
  const believed = keys.filter(({ until }) => until === null || Date.parse(until) > now.getTime())
  const signing = believed.findLast(({ signsFrom }) => Date.parse(signsFrom) <= now.getTime()) ?? believed[0]
  return [...believed]
    .sort((a, b) => Number(b === signing) - Number(a === signing))
    .map(({ jwk }) => ({ ...jwk, alg: 'EdDSA', use: 'sig' }))
}

async function readRing(file: string): Promise<Ring> {
  const content = await readFile(file, 'utf8')
  try {
    return ring.parse(JSON.parse(content))
  } catch {
    throw new Error(
      `Expected the keys of the issuer in ${file}, but it holds something else. Restore it, or remove it to have new keys made.`,
    )
  }
}

/** Puts the file there whole or not at all; the first one only when nobody else was faster. */
async function writeRing(file: string, content: Ring, put: typeof rename = rename): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, JSON.stringify(content), { mode: 0o600, flush: true })
  try {
    await put(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function newKey() {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const { x = '', d = '' } = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x })
  return { kty: 'OKP', crv: 'Ed25519', x, d, kid } as const
}
