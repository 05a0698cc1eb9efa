import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import type { EndPilotDesignationInput } from '../generated/resolver-types.js'
import type { Writing } from './writing.js'

/** Ends a designation that is open, and gives its id. */
export async function endPilotDesignation(
  { database }: Writing,
  { city, designation, to }: EndPilotDesignationInput,
): Promise<string> {
  const id = requireOwnId('designation', designation, city)
  return database.writeSql(async (sql) => {
    const [known] = await sql<{ from: string; to: string | null }>(
      `select from_date::text as "from", to_date::text as "to" from pilot_designation
       where city_code = $1 and id = $2::uuid and removed_at is null for update`,
      city,
      id,
    )
    if (!known) throw notFound('designation', designation)
    if (known.to !== null) {
      throw new HubError(
        'CLOSED',
        {
          en: `Expected a designation that is open, but it ended on ${known.to}.`,
          zh: `应为仍有效的称号，而该称号已于 ${known.to} 终止。`,
        },
        { designation },
      )
    }
    requireDaysInOrder('from', known.from, 'to', to)
    await sql(
      `update pilot_designation set to_date = $3::date, source = 'hub', updated_at = now() where city_code = $1 and id = $2::uuid`,
      city,
      id,
      to,
    )
    return designation
  })
}
