import DataLoader from 'dataloader'
import type { Period } from '@shequ/schema/measures/periods'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'

interface PeriodsRow {
  readonly city: string
  readonly periods: readonly Period[]
}

/** Loads the periods of which returns of a city are here, in one statement for all that a query asks. */
export function returnedPeriodsLoader(run: RunStatement): DataLoader<string, readonly Period[]> {
  return new DataLoader<string, readonly Period[]>(async (cities) => {
    const rows = await run<PeriodsRow>({
      text: 'select area_code as city, array_agg(distinct period) as periods from return_tally where area_code = any($1::text[]) group by 1',
      values: [cities],
    })
    return inKeyOrder(cities, rows, ({ city }) => city).map((row) => row?.periods ?? [])
  })
}
