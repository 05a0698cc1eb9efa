import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/**
 * Holds a service centre until the write ends, so that it can't be closed meanwhile, and gives its own id.
 *
 * @throws {HubError} NOT_FOUND when the borough has none with the id, CLOSED when it is closed for good.
 */
export async function lockServiceCentre(sql: TransactionSql, borough: string, serviceCentre: string): Promise<string> {
  const id = requireOwnId('serviceCentre', serviceCentre, borough)
  const [known] = await sql<{ status: string }>(
    `select status::text as status from service_centre
     where borough_code = $1 and id = $2::uuid and removed_at is null for no key update`,
    borough,
    id,
  )
  if (!known) throw notFound('serviceCentre', serviceCentre)
  if (known.status !== 'DEFUNCT') return id
  throw new HubError(
    'CLOSED',
    {
      en: 'Expected a service centre that is not closed for good, but this one is DEFUNCT.',
      zh: '应为未永久关闭的服务中心，而该中心已永久关闭（DEFUNCT）。',
    },
    {
      serviceCentre,
    },
  )
}
