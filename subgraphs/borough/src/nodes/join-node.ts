import { nodeKeyOf } from '@shequ/process/keys/node-keys'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { RequestOf } from './request-schema.js'
import { findNode, registeredColumns, type RegisteredNode } from './find-node.js'
import { digestOf } from './invite-node.js'

/**
 * Enters the node of an invited community as JOINING, under a new epoch. The same key may ask again, as one does that
 * heard no answer: while it is joining, nothing changes but its address.
 *
 * @throws {HubError} UNAUTHENTICATED for an invitation that is unknown, of another community, expired or used by another key, CONFLICT when the community has a node.
 */
export async function joinNode(sql: TransactionSql, request: RequestOf<'join'>, now: Date): Promise<RegisteredNode> {
  const { community, address, staleFor } = request
  const key = await nodeKeyOf(request.key.x)
  await useInvitation(sql, request, key.kid, now)
  const again = await findNode(sql, community)
  const sameAttempt = again?.status === 'JOINING' && again.keys.some(({ kid }) => kid === key.kid)
  const [node] = await sql<RegisteredNode>(
    `insert into node (community_code, status, epoch, address, keys, stale_for) values ($1, 'JOINING', 1, $2, $3::jsonb, $4::int)
     on conflict (community_code) do update set status = 'JOINING', epoch = node.epoch + $5::int, address = excluded.address,
       keys = excluded.keys, stale_for = excluded.stale_for, since = now()
     where node.status in ('JOINING', 'HOSTED', 'REVOKED') returning ${registeredColumns}`,
    community,
    address,
    JSON.stringify([key]),
    staleFor,
    sameAttempt ? 0 : 1,
  )
  if (node !== undefined) return node
  throw new HubError(
    'CONFLICT',
    `Expected a community without a node, but that of ${community} answers. Let it leave first, or revoke it.`,
    { community },
  )
}

/** Takes the invitation for this key, or finds that it is this key's already; its row is locked, so that joins of a community come one by one. */
async function useInvitation(
  sql: TransactionSql,
  { community, invitation }: RequestOf<'join'>,
  kid: string,
  now: Date,
): Promise<void> {
  const used = await sql(
    `update node_invitation set used_by = $3, used_at = coalesce(used_at, $4::timestamptz)
     where digest = $1 and community_code = $2 and until > $4::timestamptz and (used_by is null or used_by = $3) returning digest`,
    digestOf(invitation),
    community,
    kid,
    now.toISOString(),
  )
  if (used.length > 0) return
  throw new HubError(
    'UNAUTHENTICATED',
    `Expected an invitation of ${community} that is good and was not used with another key. Ask the borough for a new one.`,
    { community },
  )
}
