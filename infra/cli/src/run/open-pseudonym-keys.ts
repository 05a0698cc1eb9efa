import { join } from 'node:path'
import { openKeys } from '@shequ/community/keys/open-keys'
import { openPool } from '@shequ/postgres/open-pool'
import type { TierDatabases } from '@shequ/postgres/provision/open-tier-databases'
import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import { keysFolder } from './keys.js'
import { urlsOf } from './open-databases.js'
import { say } from './say.js'

/** Where the file of keys is, by the environment. */
export interface KeyFileSettings {
  readonly DATA_DIR: string
  readonly PSEUDONYM_KEY_FILE?: string | undefined
}

/** The file of keys that wrap those of pseudonyms. */
export function pseudonymKeyFile({ DATA_DIR, PSEUDONYM_KEY_FILE }: KeyFileSettings): string {
  return PSEUDONYM_KEY_FILE ?? join(keysFolder(DATA_DIR), 'pseudonyms.jwks.json')
}

/** The keys by which those of pseudonyms are wrapped in the community database, made on first use. @throws {Error} when they are lost. */
export async function openPseudonymKeys(databases: TierDatabases, settings: KeyFileSettings): Promise<KeyWrapping> {
  const pool = openPool(urlsOf(databases, 'community').ownerUrl)
  try {
    return await openKeys(pool, pseudonymKeyFile(settings), say)
  } finally {
    await pool.end()
  }
}
