import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import type { RepealOrdinanceInput } from '../generated/resolver-types.js'
import type { Writing } from './writing.js'

/** Repeals an ordinance that stands, and gives its id. */
export async function repealOrdinance(
  { database, today }: Writing,
  { city, ordinance, repealedOn }: RepealOrdinanceInput,
): Promise<string> {
  requireNotAhead('repealedOn', repealedOn, today())
  const id = requireOwnId('ordinance', ordinance, city)
  return database.writeSql(async (sql) => {
    const [known] = await sql<{ adopted: string; repealed: string | null }>(
      `select adopted_on::text as adopted, repealed_on::text as repealed from ordinance
       where city_code = $1 and id = $2::uuid and removed_at is null for update`,
      city,
      id,
    )
    if (!known) throw notFound('ordinance', ordinance)
    if (known.repealed !== null) {
      throw new HubError(
        'CLOSED',
        {
          en: `Expected an ordinance that stands, but it was repealed on ${known.repealed}.`,
          zh: `应为有效的条例，而该条例已于 ${known.repealed} 废止。`,
        },
        {
          ordinance,
        },
      )
    }
    requireDaysInOrder('adoptedOn', known.adopted, 'repealedOn', repealedOn)
    await sql(
      `update ordinance set repealed_on = $3::date, source = 'hub', updated_at = now() where city_code = $1 and id = $2::uuid`,
      city,
      id,
      repealedOn,
    )
    return ordinance
  })
}
