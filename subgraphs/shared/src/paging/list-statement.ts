import type { Statement } from '../database/statement.js'
import { selectionOf, sourceOf } from '../database/table.js'
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
 * The first rows below each of many parents, in one statement. Below one parent, an index gives them in order and the
 * rest is never read. Below many: `row_number()` over the parent, since first-N-per-parent written so can be pushed
 * down to the shards of a distributed table.
 */
export function pageStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
  size: number,
): Statement {
  const parameters = new Parameters()
  const conditions = [
    ...conditionsOf(list, parents, filter, filter.updatedSince, parameters),
    ...behindCursor(list, filter, parameters),
  ]
  const source = `${sourceOf(list.table)}${whereOf(conditions)}`
  const order = orderOf(list)
  const limit = `${parameters.add(size + 1)}::int`
  const selection = `select ${selectionOf(list.table)}, ${parentOf(list)}::text as "${parentKey}"`
  if (parents.keys.length === 1) {
    return { text: `${selection} from ${source} order by ${order} limit ${limit}`, values: parameters.values }
  }
  const text = `${selection}
from (select *, row_number() over (partition by ${parentOf(list)} order by ${order}) as row_in_page from ${source}) ${list.table.name}
where row_in_page <= ${limit} order by ${parentOf(list)}, row_in_page`
  return { text, values: parameters.values }
}

/** All rows below each of many parents, for a list that is short by its nature. */
export function wholeStatement<Filter>(list: List<Filter>, parents: Parents, filter: Filter): Statement {
  const parameters = new Parameters()
  const where = whereOf(conditionsOf(list, parents, filter, undefined, parameters))
  const text = `select ${selectionOf(list.table)}, ${parentOf(list)}::text as "${parentKey}"
from ${sourceOf(list.table)}${where} order by ${list.parent ? `${list.parent.column}, ` : ''}${orderOf(list)}`
  return { text, values: parameters.values }
}

/** How many rows there are below each of many parents, whatever page was asked for. */
export function countStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
): Statement {
  const parameters = new Parameters()
  const where = whereOf(conditionsOf(list, parents, filter, filter.updatedSince, parameters))
  const text = `select ${parentOf(list)}::text as "${parentKey}", count(*)::int as total
from ${sourceOf(list.table)}${where} group by 1`
  return { text, values: parameters.values }
}

class Parameters {
  readonly values: unknown[] = []

  /** Adds a value and gives the SQL that stands for it. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`
  }

  /** Adds the values that a column may have and gives the condition. */
  oneOf(column: string, values: readonly string[], type: string): string {
    if (values.length === 1) return `${column} = ${this.add(values[0])}::${type}`
    return `${column} = any(${this.add(values)}::${type}[])`
  }
}

function conditionsOf<Filter>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
  updatedSince: PageArguments['updatedSince'],
  parameters: Parameters,
): string[] {
  const { table, parent, ownerColumn } = list
  const owned = ownerColumn ? [parameters.oneOf(ownerColumn, parents.owners, 'text')] : []
  const below = parent ? [parameters.oneOf(parent.column, parents.keys, parent.type)] : []
  const asked = [...(list.conditions?.(filter) ?? []), { sql: 'updated_at > $::timestamptz', value: updatedSince }]
    .filter(({ value }) => value !== undefined && value !== null)
    .map(({ sql, value }) => sql.replaceAll('$', () => parameters.add(value)))
  const hidesTombstones = table.columns['removedAt'] !== undefined && !updatedSince
  return [...owned, ...below, ...(list.always ?? []), ...(hidesTombstones ? ['removed_at is null'] : []), ...asked]
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

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`
}

function orderOf(list: List<never>): string {
  const direction = list.descending ? ' desc' : ''
  return list.order.map(({ property }) => `${columnOf(list, property)}${direction}`).join(', ')
}

function parentOf(list: List<never>): string {
  return list.parent?.column ?? "''"
}

function columnOf(list: List<never>, property: string): string {
  const column = list.table.columns[property]
  if (column === undefined) throw new Error(`Expected a property of ${list.table.name}, but got ${property}.`)
  return column
}
