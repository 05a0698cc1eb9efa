import type { Statement } from '../database/statement.js'
import { selectionOf } from '../database/table.js'
import { readCursor } from './cursor.js'
import type { List } from './list.js'
import type { PageArguments } from './page-arguments.js'

/** The property that a page's statement adds to a row: the parent below which it was asked for. */
export const parentKey = 'parentKey'

/** The parents of a list: their keys, and the codes of those who own what is below them. */
export interface Parents {
  readonly keys: readonly string[]
  readonly owners: readonly string[]
}

/**
 * The first rows below each of many parents, in one statement: `row_number()` over the parent, since first-N-per-parent
 * written so can be pushed down to the shards of a distributed table.
 */
export function pageStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
  size: number,
): Statement {
  const parameters = new Parameters()
  const where = [...conditionsOf(list, parents, filter, parameters), ...behindCursor(list, filter, parameters)].join(
    ' and ',
  )
  const direction = list.descending ? ' desc' : ''
  const order = list.order.map(({ property }) => `${columnOf(list, property)}${direction}`).join(', ')
  const text = `select ${selectionOf(list.table)}, ${list.parent.column}::text as "${parentKey}"
from (select *, row_number() over (partition by ${list.parent.column} order by ${order}) as row_in_page from ${list.table.name} where ${where}) page
where row_in_page <= ${parameters.add(size + 1)}::int order by ${list.parent.column}, row_in_page`
  return { text, values: parameters.values }
}

/** How many rows there are below each of many parents, whatever page was asked for. */
export function countStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
): Statement {
  const parameters = new Parameters()
  const where = conditionsOf(list, parents, filter, parameters).join(' and ')
  const text = `select ${list.parent.column}::text as "${parentKey}", count(*)::int as total
from ${list.table.name} where ${where} group by ${list.parent.column}`
  return { text, values: parameters.values }
}

class Parameters {
  readonly values: unknown[] = []

  /** Adds a value and gives the SQL that stands for it. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`
  }
}

function conditionsOf<Filter extends PageArguments>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
  parameters: Parameters,
): string[] {
  const owned = list.ownerColumn ? [`${list.ownerColumn} = any(${parameters.add(parents.owners)}::text[])`] : []
  const below = `${list.parent.column} = any(${parameters.add(parents.keys)}::${list.parent.type}[])`
  const asked = [
    ...(list.conditions?.(filter) ?? []),
    { sql: 'updated_at > $::timestamptz', value: filter.updatedSince },
  ]
    .filter(({ value }) => value !== undefined && value !== null)
    .map(({ sql, value }) => sql.replaceAll('$', () => parameters.add(value)))
  const withoutTombstones = filter.updatedSince ? [] : ['removed_at is null']
  return [...owned, below, ...(list.always ?? []), ...withoutTombstones, ...asked]
}

function behindCursor<Filter extends PageArguments>(
  list: List<Filter>,
  filter: Filter,
  parameters: Parameters,
): string[] {
  if (!filter.after) return []
  const position = readCursor(filter.after, list.order)
  const columns = list.order.map(({ property }) => columnOf(list, property)).join(', ')
  const values = list.order.map(({ type }, index) => `${parameters.add(position[index])}::${type}`).join(', ')
  return [`(${columns}) ${list.descending ? '<' : '>'} (${values})`]
}

function columnOf(list: List<never>, property: string): string {
  const column = list.table.columns[property]
  if (column === undefined) throw new Error(`Expected a property of ${list.table.name}, but got ${property}.`)
  return column
}
