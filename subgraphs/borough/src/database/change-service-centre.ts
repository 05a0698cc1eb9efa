import { notNull } from '@shequ/subgraph/records/given'
import { optionalText, shortText } from '@shequ/subgraph/records/text'
import type { ChangeServiceCentreInput } from '../generated/resolver-types.js'
import { lockServiceCentre } from './lock-service-centre.js'
import type { Writing } from './writing.js'

/** Changes a service centre and gives its id. One that is closed for good closes its services with it. */
export async function changeServiceCentre({ database }: Writing, input: ChangeServiceCentreInput): Promise<string> {
  const { borough, serviceCentre } = input
  const name = optionalText('name', notNull('name', input.name), shortText)
  const address = optionalText('address', notNull('address', input.address), shortText)
  const status = notNull('status', input.status)
  return database.writeSql(async (sql) => {
    const id = await lockServiceCentre(sql, borough, serviceCentre)
    await sql(
      `update service_centre set name = coalesce($3, name), address = coalesce($4, address),
         status = coalesce($5::service_status, status), source = 'hub', updated_at = now()
       where borough_code = $1 and id = $2::uuid`,
      borough,
      id,
      name ?? null,
      address ?? null,
      status ?? null,
    )
    if (status === 'DEFUNCT') {
      await sql(
        `update service set status = 'DEFUNCT', source = 'hub', updated_at = now()
         where borough_code = $1 and service_centre_id = $2::uuid and status <> 'DEFUNCT'`,
        borough,
        id,
      )
    }
    return serviceCentre
  })
}
