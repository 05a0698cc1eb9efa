import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
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
  const [centre] = await sql<{ status: string }>(
    `select status::text from education_centre
     where community_code = $1 and id = $2::uuid and removed_at is null for no key update`,
    community,
    uuid,
  )
  if (!centre) throw notFound('educationCentre', id)
  if (centre.status === 'ACTIVE') return uuid
  throw new HubError('CLOSED', 'Expected a centre that is open, but it is closed. Choose another one.', {
    argument: 'educationCentre',
  })
}
