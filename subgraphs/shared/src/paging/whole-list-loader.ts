import type { RunStatement } from '../database/statement.js'
import { narrowTo } from '../database/table.js'
import { groupedByKey } from '../loaders/grouped-by-key.js'
import { loaderBy } from '../loaders/loader-by.js'
import { type Below, type Parent, toParents } from './list-loader.js'
import type { List } from './list.js'
import { wholeStatement } from './list-statement.js'

/** Loads short lists without pages: one statement for all parents that ask with the same filter. */
export interface WholeListLoader<Filter, Row> {
  load(parent: Parent, filter: Filter): Promise<Row[]>
}

/** Makes the loader of a short list for one request. */
export function wholeListLoader<Filter, Row extends object>(
  run: RunStatement,
  list: List<Filter>,
): WholeListLoader<Filter, Row> {
  const lists = loaderBy(async (filter: Filter, parents: readonly Parent[]) => {
    const rows = await run<Row & Below>(
      wholeStatement({ ...list, table: narrowTo(run.asked, list.table) }, toParents(parents), filter),
    )
    return groupedByKey(
      parents.map(({ key }) => key),
      rows,
      (row) => row.parentKey,
    )
  })
  return { load: (parent, filter) => lists(filter).load(parent) }
}
