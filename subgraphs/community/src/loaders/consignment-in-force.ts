import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { selectionOf } from '@shequ/subgraph/database/table'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'
import { consignmentTable } from '../database/tables.js'
import type { ConsignmentRow, EducationCentreRow } from '../database/rows.js'

/** Loads the consignment under which each centre is run on a day, in one statement; null for one without. */
export function consignmentInForceLoader(
  run: RunStatement,
  day: string,
): DataLoader<EducationCentreRow, ConsignmentRow | null, string> {
  return new DataLoader<EducationCentreRow, ConsignmentRow | null, string>(
    async (centres) => {
      const rows = await run<ConsignmentRow>({
        text: `select distinct on (community_code, education_centre_id) ${selectionOf(consignmentTable)}
from consignment
where community_code = any($1::text[]) and education_centre_id = any($2::uuid[]) and removed_at is null
  and $3::date between starts_on and coalesce(ended_on, ends_on)
order by community_code, education_centre_id, starts_on desc, consignment.id`,
        values: [[...new Set(centres.map(({ owner }) => owner))], centres.map(({ uuid }) => uuid), day],
      })
      return inKeyOrder(
        centres.map(({ id }) => id),
        rows,
        (row) => row.educationCentreId,
      )
    },
    { cacheKeyFn: ({ id }) => id },
  )
}
