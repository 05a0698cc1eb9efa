import {
  type SigningKey,
  findSigningKey,
  loadOrCreateSigningKey,
  replaceSigningKey,
} from '@shequ/process/keys/signing-key'
import type { RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import { keysFolder } from '../run/keys.js'

/** The node's own key, and the one that a rotation puts in its place once the register knows it. */
const ownName = 'node'
const nextName = 'node-next'

/** A node's own key, made on first use. */
export function loadNodeKey(dataDir: string): Promise<SigningKey> {
  return loadOrCreateSigningKey(keysFolder(dataDir), ownName)
}

/** The key that is to take its place: the same one until it has. */
export function loadNextNodeKey(dataDir: string): Promise<SigningKey> {
  return loadOrCreateSigningKey(keysFolder(dataDir), nextName)
}

/** The node's key by what the register knows: the next one takes its place as soon as the register has it, whoever sees that first. */
export async function settleNodeKey(dataDir: string, entry: RegisterEntry | undefined): Promise<SigningKey> {
  const next = await findSigningKey(keysFolder(dataDir), nextName)
  if (next !== undefined && entry?.keys.some(({ kid }) => kid === next.kid)) {
    await replaceSigningKey(keysFolder(dataDir), ownName, nextName).catch((error: NodeJS.ErrnoException) => {
      // Another process saw it first.
      if (error.code !== 'ENOENT') throw error
    })
  }
  return loadNodeKey(dataDir)
}

/** The key of a node that runs, which is rotated by another process meanwhile. */
export interface FollowedKey {
  readonly current: () => SigningKey
  /** Signs from now on with the key that the register had last, where the folder holds it. */
  follow(entry: RegisterEntry | undefined): Promise<void>
}

/** The key in a node's folder, followed from now on. */
export async function followNodeKey(dataDir: string): Promise<FollowedKey> {
  let key = await loadNodeKey(dataDir)
  return {
    current: () => key,
    async follow(entry) {
      const isLast = entry?.keys.at(-1)?.kid === key.kid
      if (entry !== undefined && !isLast) key = await settleNodeKey(dataDir, entry)
    },
  }
}
