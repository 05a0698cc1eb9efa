import { HubError } from '@shequ/schema/errors/hub-error'
import { notNull } from '@shequ/subgraph/records/given'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireRecurrence } from '@shequ/subgraph/records/recurrence'
import { longText, optionalText, shortText } from '@shequ/subgraph/records/text'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { ChangeServiceInput } from '../generated/resolver-types.js'
import { requireAges, type ServiceAges } from './service-ages.js'
import type { Writing } from './writing.js'

/** Changes a service and gives its id. */
export async function changeService({ database }: Writing, input: ChangeServiceInput): Promise<string> {
  const { borough, service } = input
  const name = optionalText('name', notNull('name', input.name), shortText)
  const description = optionalText('description', notNull('description', input.description), longText)
  const newSchedule = notNull('schedule', input.schedule)
  const schedule = newSchedule === undefined ? undefined : requireRecurrence('schedule', newSchedule)
  const audience = notNull('audience', input.audience)
  const status = notNull('status', input.status)
  return database.writeSql(async (sql) => {
    const known = await lockService(sql, borough, service)
    const { minimumAge, maximumAge } = requireAges({
      minimumAge: input.minimumAge === undefined ? known.minimumAge : input.minimumAge,
      maximumAge: input.maximumAge === undefined ? known.maximumAge : input.maximumAge,
    })
    await sql(
      `update service set name = coalesce($3, name), description = coalesce($4, description),
         schedule = coalesce($5, schedule), audience = coalesce($6::text[], audience),
         status = coalesce($7::service_status, status), minimum_age = $8::int, maximum_age = $9::int,
         source = 'hub', updated_at = now()
       where borough_code = $1 and id = $2::uuid`,
      borough,
      known.id,
      name ?? null,
      description ?? null,
      schedule ?? null,
      audience ? [...new Set(audience)] : null,
      status ?? null,
      minimumAge,
      maximumAge,
    )
    return service
  })
}

/**
 * Holds a service until the write ends and gives its own id and its ages.
 *
 * @throws {HubError} NOT_FOUND when the borough has none with the id, CLOSED when it is closed for good.
 */
async function lockService(
  sql: TransactionSql,
  borough: string,
  service: string,
): Promise<ServiceAges & { readonly id: string }> {
  const id = requireOwnId('service', service, borough)
  const [known] = await sql<ServiceAges & { status: string }>(
    `select status::text as status, minimum_age as "minimumAge", maximum_age as "maximumAge" from service
     where borough_code = $1 and id = $2::uuid and removed_at is null for no key update`,
    borough,
    id,
  )
  if (!known) throw notFound('service', service)
  if (known.status !== 'DEFUNCT') return { ...known, id }
  throw new HubError(
    'CLOSED',
    {
      en: 'Expected a service that is not closed for good, but this one is DEFUNCT.',
      zh: '应为未永久关闭的服务，而该服务已永久关闭（DEFUNCT）。',
    },
    {
      service,
    },
  )
}
