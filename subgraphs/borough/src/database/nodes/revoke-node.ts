import { HubError } from '@shequ/schema/errors/hub-error'
import type { RevokeNodeInput } from '../../generated/resolver-types.js'
import type { Transaction } from '../open-database.js'
import { requireDivisions } from '../require-divisions.js'
import { voidInvitations } from './void-invitations.js'

/**
 * Withdraws trust in a community's node and in its keys. Whatever it began is given up by the new epoch.
 *
 * @throws {HubError} NOT_FOUND for a community of another borough, CLOSED when it has no node.
 */
export async function revokeNode(transaction: Transaction, { borough, community }: RevokeNodeInput): Promise<void> {
  await requireDivisions(transaction, { argument: 'community', level: 'community', borough, codes: [community] })
  await voidInvitations(transaction.sql, community)
  const revoked = await transaction.sql(
    `update node set status = 'REVOKED', epoch = epoch + 1, keys = '[]', since = now()
     where community_code = $1 and status in ('JOINING', 'ACTIVE', 'LEAVING') returning community_code`,
    community,
  )
  if (revoked.length > 0) return
  const known = await transaction.node.findUnique({ where: { communityCode: community }, select: { status: true } })
  if (known?.status === 'REVOKED') return
  throw new HubError('CLOSED', `Expected a community with a node, but the hosted server answers for ${community}.`, {
    community,
  })
}
