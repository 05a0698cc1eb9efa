import { requireRange } from '@shequ/subgraph/records/numbers'
import type { SetTargetInput } from '../generated/resolver-types.js'
import { requireCity } from './require-city.js'
import type { Writing } from './writing.js'

/** Sets the target of a measure for a year, or changes it. */
export async function setTarget({ database }: Writing, { city, measure, year, value }: SetTargetInput): Promise<void> {
  requireRange('year', year, 2000, 2100)
  requireRange('value', value, 0, Number.MAX_VALUE)
  return database.write(async (transaction) => {
    await requireCity(transaction, city)
    await transaction.sql(
      `insert into target (city_code, year, measure, value) values ($1, $2::int, $3, $4::float8)
       on conflict (city_code, year, measure)
         do update set value = excluded.value, source = 'hub', updated_at = now(), removed_at = null`,
      city,
      year,
      measure,
      value,
    )
  })
}
