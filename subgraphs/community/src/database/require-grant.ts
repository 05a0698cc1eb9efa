import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * Holds a grant until the transaction ends: who takes it back waits for what is under way, and nothing begins afterwards.
 *
 * @throws {HubError} FORBIDDEN when it was taken back since it was looked at.
 */
export async function requireGrant(sql: TransactionSql, community: string, id: string): Promise<void> {
  const held = await sql(
    'select 1 from access_grant where community_code = $1 and id = $2::uuid and revoked_at is null for share',
    community,
    id,
  )
  if (held.length > 0) return
  throw new HubError(
    'FORBIDDEN',
    {
      en: 'Expected a grant that is good, but the community took this one back.',
      zh: '应为有效的授权，而社区已收回该授权。',
    },
    { community },
  )
}
