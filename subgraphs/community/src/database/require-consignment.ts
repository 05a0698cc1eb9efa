import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * Holds a consignment until the transaction ends: who ends or changes it waits for what is under way.
 *
 * @throws {HubError} FORBIDDEN when it has ended since it was looked at.
 */
export async function requireConsignment(
  sql: TransactionSql,
  community: string,
  id: string,
  today: string,
): Promise<void> {
  const held = await sql(
    `select 1 from consignment where community_code = $1 and id = $2::uuid and removed_at is null
       and $3::date between starts_on and coalesce(ended_on, ends_on) for share`,
    community,
    id,
    today,
  )
  if (held.length > 0) return
  throw new HubError(
    'FORBIDDEN',
    {
      en: 'Expected a consignment in its term, but the community ended this one.',
      zh: '应为委托期内的委托，而社区已终止该委托。',
    },
    {
      community,
    },
  )
}
