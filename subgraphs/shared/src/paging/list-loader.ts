import { groupedByKey } from '../loaders/grouped-by-key.js'
import { loaderBy } from '../loaders/loader-by.js'
import { type Connection, toConnection } from './connection.js'
import type { List } from './list.js'
import { countStatement, pageStatement, parentKey, type Statement } from './list-statement.js'
import { type PageArguments, requirePageSize } from './page-arguments.js'

/** Runs a statement and gives its rows. */
export type RunStatement = <Row extends object>(statement: Statement) => Promise<Row[]>

/** Who is asked for a page: the parent by its key, and the division that owns what is below it. */
export interface Parent {
  readonly key: string
  readonly owner: string
}

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
    const size = requirePageSize(filter.first)
    const rows = await run<Row & { [parentKey]: string }>(
      pageStatement(list, keysOf(parents), ownersOf(parents), filter, size),
    )
    return groupedByKey(keysOf(parents), rows, (row) => row[parentKey])
  })
  const counts = loaderBy(async (filter: Filter, parents: readonly Parent[]) => {
    const rows = await run<{ [parentKey]: string; total: number }>(
      countStatement(list, keysOf(parents), ownersOf(parents), filter),
    )
    const totals = new Map(rows.map((row) => [row[parentKey], row.total]))
    return parents.map(({ key }) => totals.get(key) ?? 0)
  })
  return {
    async load(parent, filter) {
      const size = requirePageSize(filter.first)
      const { first: _first, after: _after, ...counted } = filter
      return toConnection({
        rows: await pages(filter).load(parent),
        size,
        isFirstPage: !filter.after,
        positionOf: (row) => list.order.map(({ column }) => String(Reflect.get(row, column))),
        count: () => counts(counted as Filter).load(parent),
      })
    },
  }
}

function keysOf(parents: readonly Parent[]): string[] {
  return parents.map(({ key }) => key)
}

function ownersOf(parents: readonly Parent[]): string[] {
  return [...new Set(parents.map(({ owner }) => owner))]
}
