import { readCursor } from './cursor.js'
import type { Table } from '../database/table.js'
import type { Condition, List } from './list.js'
import type { PageArguments } from './page-arguments.js'

/** The property that a list's statement adds to a row: the parent below which it was asked for. */
export const parentKey = 'parentKey'

/** The parents of a list: their keys, and the codes of those who own what is below them. */
export interface Parents {
  readonly keys: readonly string[]
  readonly owners: readonly string[]
}

/** The parameters of a statement, in the order in which its SQL names them. */
export class Parameters {
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

/** The conditions that a row is below one of the parents, and owned by one of the owners. */
export function belowParents(list: List<never>, parents: Parents, parameters: Parameters): string[] {
  const { parent } = list
  const below = parent ? [parameters.oneOf(parent.column, parents.keys, parent.type)] : []
  return [...ownedBy(list, parents, parameters), ...below]
}

/** The condition that a row is owned by one of the owners, where the parent does not tell. */
export function ownedBy({ ownerColumn }: List<never>, { owners }: Parents, parameters: Parameters): string[] {
  return ownerColumn ? [parameters.oneOf(ownerColumn, owners, 'text')] : []
}

/** What a reader has who follows the changes of a list: a moment, a watermark, or both. */
export type Since = Pick<PageArguments, 'updatedSince' | 'changedSince'>

/** Whether somebody follows the changes of a list. */
export function followsChanges({ updatedSince, changedSince }: Since): boolean {
  return Boolean(updatedSince ?? changedSince)
}

/**
 * A record says when its change began, which is seen when it is committed: a reader who has seen a later change may have missed it. A
 * write ends with the time of its call, well within this; the rest is for servers' clocks that differ.
 */
const overlap = '60 seconds'

/** The conditions that a record was changed since then. The mark is read once a statement, not for each row. */
function changedSince({ changedBy = 'updated_at' }: Table, { updatedSince, changedSince: mark }: Since): Condition[] {
  return [
    { sql: `${changedBy} > $::timestamptz - interval '${overlap}'`, value: updatedSince },
    { sql: 'changed_in >= (select changes_from($))', value: mark },
  ]
}

/** The conditions of a list's own and of what is asked of it; tombstones are shown only to those who follow changes. */
export function filtersOf<Filter>(list: List<Filter>, filter: Filter, since: Since, parameters: Parameters): string[] {
  const asked = [...(list.conditions?.(filter) ?? []), ...changedSince(list.table, since)]
    .filter(({ value }) => value !== undefined && value !== null)
    .map((condition) => withValues(condition, parameters))
  const hidesTombstones = list.table.columns['removedAt'] !== undefined && !followsChanges(since)
  return [...(list.always ?? []), ...(hidesTombstones ? ['removed_at is null'] : []), ...asked]
}

function withValues({ sql, value, more }: Condition, parameters: Parameters): string {
  if (more === undefined) return sql.replaceAll('$', () => parameters.add(value))
  const values = [value, ...more]
  return sql.replaceAll('$', () => parameters.add(values.shift()))
}

/** The condition that a row stands behind the cursor, if one is given. */
export function behindCursor<Filter extends PageArguments>(
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

export function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`
}

/**
 * The order of a list, as SQL to stand behind `order by`. Columns are named with their table: `id` alone would there be
 * the property of that name, which no index holds.
 */
export function orderOf(list: List<never>): string {
  const direction = list.descending ? ' desc' : ''
  return list.order.map(({ property }) => `${qualified(list, columnOf(list, property))}${direction}`).join(', ')
}

/** The SQL that names a row's parent; empty text where the list has none. */
export function parentOf(list: List<never>): string {
  return list.parent?.column ?? "''"
}

function qualified({ table }: List<never>, column: string): string {
  return /^\w+$/.test(column) ? `${table.name}.${column}` : column
}

function columnOf(list: List<never>, property: string): string {
  const column = list.table.columns[property]
  if (column === undefined) throw new Error(`Expected a property of ${list.table.name}, but got ${property}.`)
  return column
}
