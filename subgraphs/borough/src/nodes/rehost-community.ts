import { HubError } from '@shequ/schema/errors/hub-error'
import type { RehostCommunityInput } from '../generated/resolver-types.js'
import { requireDivisions } from '../database/require-divisions.js'
import type { Writing } from '../database/writing.js'

/**
 * Puts the hosted server in the place of a revoked node.
 *
 * @throws {HubError} NOT_FOUND for a community of another borough, CONFLICT when its node is not revoked.
 */
export async function rehostCommunity(
  { database }: Writing,
  { borough, community }: RehostCommunityInput,
): Promise<void> {
  return database.writeSql(async (sql) => {
    await requireDivisions(sql, { argument: 'community', level: 'community', borough, codes: [community] })
    const hosted = await sql(
      `update node set status = 'HOSTED', epoch = epoch + 1, since = now()
       where community_code = $1 and status = 'REVOKED' returning community_code`,
      community,
    )
    if (hosted.length > 0) {
      // The log begins anew with the records, and is not held against the one that stays with the revoked node.
      await sql(`delete from log_head where community_code = $1`, community)
      return
    }
    throw new HubError(
      'CONFLICT',
      {
        en: `Expected a community whose node is revoked, but that of ${community} is not.`,
        zh: `应为节点已被撤销的社区，而 ${community} 的节点没有被撤销。`,
      },
      {
        community,
      },
    )
  })
}
