import { verifyKeptLog } from '@shequ/community/access/verify-kept-log'
import { readEnvironment } from '@shequ/process/read-environment'
import { isDivisionCode } from '@shequ/schema/codes/division-code'
import { logEnvironment } from '../run/environment.js'
import { travelledHeads } from '../node/travelled-heads.js'
import { withCommunityPool } from '../run/with-community-pool.js'

/**
 * Proves a community's access log whole, by itself and by what travelled of it to the borough, and prints how many entries it has and the
 * hash of the last.
 *
 * @throws {Error} naming the first entry that is not as it was written, or the community when it is not kept here; or when the borough can't be asked.
 */
export async function logVerify({ community }: { readonly community: string }): Promise<void> {
  if (!isDivisionCode(community)) {
    throw new Error(`Expected --community to be a 12-digit division code such as 310101002001, but got "${community}".`)
  }
  const settings = readEnvironment(logEnvironment)
  const heads = await travelledHeads(settings, community).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(
      `The access log of ${community} could not be held against what travelled of it to the borough, and is not proved: ${reason}`,
      { cause: error },
    )
  })
  const verdict = await withCommunityPool(settings, (pool) =>
    verifyKeptLog(pool, community, { heads, now: new Date() }),
  )
  if (!verdict.isWhole) {
    throw new Error(
      `The access log of ${community} is not as it was written: of entry ${verdict.sequence}, ${verdict.fault}.`,
    )
  }
  const { entries, removed, hash } = verdict
  const old = removed === 0 ? '' : `, after ${removed} that were removed for their age`
  process.stdout.write(
    `The access log of ${community} is whole: ${entries} entries${old}, ${hash}\nIt agrees with ${heads.length} of its ends that the borough keeps.\n`,
  )
}
