import { rotateKeys as rotate } from '@shequ/community/keys/rotate-keys'
import { openPool } from '@shequ/postgres/open-pool'
import { type Progress, showProgress } from '@shequ/process/progress'
import { readEnvironment } from '@shequ/process/read-environment'
import { databaseEnvironment } from '../run/environment.js'
import { urlsOf } from '../run/open-databases.js'
import { openPseudonymKeys, pseudonymKeyFile } from '../run/open-pseudonym-keys.js'
import { say } from '../run/say.js'
import { withCommunityPool } from '../run/with-community-pool.js'

/** Wraps the keys of pseudonyms with new ones, beside a hub or node that may be running; what was interrupted goes on. */
export async function rotateKeys(): Promise<void> {
  const settings = readEnvironment(databaseEnvironment)
  const file = pseudonymKeyFile(settings)
  await withCommunityPool(settings, async (_pool, databases) => {
    await openPseudonymKeys(databases, settings)
    const pool = openPool(urlsOf(databases, 'community').ownerUrl)
    let progress: Progress | undefined
    try {
      const kid = await rotate({
        pool,
        file,
        begin: (keys) => (progress = showProgress('Pseudonym keys, wrapped anew', keys)),
        advance: (keys) => progress?.advance(keys),
      })
      progress?.finish()
      say(`Every pseudonym key is wrapped with ${kid}. Back ${file} up anew.`)
    } finally {
      await pool.end()
    }
  })
}
