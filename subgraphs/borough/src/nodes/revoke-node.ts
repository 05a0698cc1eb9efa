import { HubError } from '@shequ/schema/errors/hub-error'
import type { RevokeNodeInput } from '../generated/resolver-types.js'
import { requireDivisions } from '../database/require-divisions.js'
import { voidInvitations } from './void-invitations.js'
import type { Writing } from '../database/writing.js'

/**
 * Withdraws trust in a community's node and in its keys. Whatever it began is given up by the new epoch.
 *
 * @throws {HubError} NOT_FOUND for a community of another borough, CLOSED when it has no node.
 */
export async function revokeNode({ database }: Writing, { borough, community }: RevokeNodeInput): Promise<void> {
  return database.writeSql(async (sql) => {
    await requireDivisions(sql, { argument: 'community', level: 'community', borough, codes: [community] })
    await voidInvitations(sql, community)
    const revoked = await sql(
      `update node set status = 'REVOKED', epoch = epoch + 1, keys = '[]', since = now()
       where community_code = $1 and status in ('JOINING', 'ACTIVE', 'LEAVING') returning community_code`,
      community,
    )
    if (revoked.length > 0) return
    const [known] = await sql<{ status: string }>(
      'select status::text as status from node where community_code = $1',
      community,
    )
    if (known?.status === 'REVOKED') return
    throw new HubError(
      'CLOSED',
      {
        en: `Expected a community with a node, but the hosted server answers for ${community}.`,
        zh: `应为有自有节点的社区，而 ${community} 由托管服务器答复。`,
      },
      {
        community,
      },
    )
  })
}
