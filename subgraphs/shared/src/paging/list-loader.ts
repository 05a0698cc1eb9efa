import type { RunStatement } from '../database/statement.js'
import { narrowTo } from '../database/table.js'
import { groupedByKey } from '../loaders/grouped-by-key.js'
import { loaderBy } from '../loaders/loader-by.js'
import { type Connection, toConnection } from './connection.js'
import type { List } from './list.js'
import type { parentKey, Parents } from './list-conditions.js'
import { countStatement } from './list-statement.js'
import { type PageArguments, requirePageSize } from './page-arguments.js'
import { pageStatement } from './page-statement.js'
import { watermarkOf } from './watermark.js'

/** Who is asked for a page: the parent by its key, and the division that owns what is below it. */
export interface Parent {
  readonly key: string
  readonly owner: string
}

/** The parent of a list that has none. */
export const noParent: Parent = { key: '', owner: '' }

/** Loads pages of a list below many parents: one statement for all that a query asks alike, and one to count. */
export interface ListLoader<Filter extends PageArguments, Row> {
  /** @throws {HubError} BAD_USER_INPUT when `first` or `after` is not what the list takes. */
  load(parent: Parent, filter: Filter): Promise<Connection<Row>>
}

/** Makes the loader of a list for one request. */
export function listLoader<Filter extends PageArguments, Row extends object>(
  run: RunStatement,
  list: List<Filter>,
): ListLoader<Filter, Row> {
  const pages = loaderBy(async (filter: Filter, parents: readonly Parent[]) => {
    const narrow = { ...list, table: narrowTo(run.asked, list.table) }
    const rows = await run<Row & Below>(
      pageStatement(narrow, toParents(parents), filter, requirePageSize(filter.first)),
    )
    return groupedByKey(keysOf(parents), rows, (row) => row.parentKey)
  })
  const counts = loaderBy(async (filter: Filter, parents: readonly Parent[]) => {
    const rows = await run<Below & { total: number }>(countStatement(list, toParents(parents), filter))
    const totals = new Map(rows.map((row) => [row.parentKey, row.total]))
    return keysOf(parents).map((key) => totals.get(key) ?? 0)
  })
  return {
    async load(parent, filter) {
      const size = requirePageSize(filter.first)
      // Read before the page is: whatever is committed in between is in both, and nothing in neither.
      const mark = await watermarkOf(run)
      return toConnection({
        rows: await pages(filter).load(parent),
        size,
        isFirstPage: !filter.after,
        positionOf: (row) =>
          list.order.map(({ property }) => String((row as Readonly<Record<string, string | number>>)[property])),
        watermark: mark,
        count: () => counts({ ...filter, first: null, after: null }).load(parent),
      })
    },
  }
}

/** The rows of a statement on a list, each with the parent it is below. */
export type Below = Readonly<Record<typeof parentKey, string>>

function keysOf(parents: readonly Parent[]): string[] {
  return parents.map(({ key }) => key)
}

/** The parents of a batch as a statement takes them. */
export function toParents(parents: readonly Parent[]): Parents {
  return { keys: keysOf(parents), owners: [...new Set(parents.map(({ owner }) => owner))] }
}
