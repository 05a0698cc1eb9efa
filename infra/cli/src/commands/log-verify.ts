import { verifyKeptLog } from '@shequ/community/access/verify-kept-log'
import { readEnvironment } from '@shequ/process/read-environment'
import { isDivisionCode } from '@shequ/schema/codes/division-code'
import { databaseEnvironment } from '../environment.js'
import { withCommunityPool } from '../run/with-community-pool.js'

/**
 * Proves a community's access log whole, and prints how many entries it has and the hash of the last.
 *
 * @throws {Error} naming the first entry that is not as it was written, or the community when it is not kept here.
 */
export async function logVerify({ community }: { readonly community: string }): Promise<void> {
  if (!isDivisionCode(community)) {
    throw new Error(`Expected --community to be a 12-digit division code such as 310101002001, but got "${community}".`)
  }
  const verdict = await withCommunityPool(readEnvironment(databaseEnvironment), (pool) =>
    verifyKeptLog(pool, community),
  )
  if (!verdict.isWhole) {
    throw new Error(
      `The access log of ${community} is not as it was written: of entry ${verdict.sequence}, ${verdict.fault}.`,
    )
  }
  process.stdout.write(`The access log of ${community} is whole: ${verdict.entries} entries, ${verdict.hash}\n`)
}
