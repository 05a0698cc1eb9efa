import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * Locks a centre of the community for the rest of the transaction, so that what is decided about it stays true, and
 * gives its id in its table.
 *
 * @throws {HubError} NOT_FOUND when the community has no such centre, CLOSED when it is closed.
 */
export async function requireOpenCentre(sql: TransactionSql, community: string, id: string): Promise<string> {
  const uuid = requireOwnId('educationCentre', id, community)
  if ((await lockCentre(sql, community, uuid)) === 'ACTIVE') return uuid
  throw new HubError(
    'CLOSED',
    {
      en: 'Expected a centre that is open, but it is closed. Choose another one.',
      zh: '应为开放的教育中心，而该中心已关闭。请选择另一个。',
    },
    {
      argument: 'educationCentre',
    },
  )
}

/**
 * Locks a centre for the rest of the transaction, and tells whether it is open.
 *
 * @param uuid its id in its table
 * @throws {HubError} NOT_FOUND when the community has no such centre.
 */
export async function lockCentre(sql: TransactionSql, community: string, uuid: string): Promise<'ACTIVE' | 'CLOSED'> {
  const [centre] = await sql<{ status: 'ACTIVE' | 'CLOSED' }>(
    `select status::text from education_centre
     where community_code = $1 and id = $2::uuid and removed_at is null for no key update`,
    community,
    uuid,
  )
  if (centre) return centre.status
  throw notFound('educationCentre', toGlobalId(community, uuid))
}
