import { readCursor } from './cursor.js'
import type { Condition, List } from './list.js'
import type { PageArguments } from './page-arguments.js'

/** SQL with its parameters, in order. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The name of the column that a page's statement adds: the parent by which a row was asked for. */
export const parentKey = 'parent_key'

/**
 * The first rows below each of many parents, in one statement: `row_number()` over the parent, since first-N-per-parent
 * written so can be pushed down to the shards of a distributed table.
 */
export function pageStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: readonly string[],
  owners: readonly string[],
  filter: Filter,
  size: number,
): Statement {
  const parameters = parametersOf(list, parents, owners)
  const where = conditionsOf(list, filter, parameters, true)
  const direction = list.descending ? ' desc' : ''
  const order = list.order.map(({ column }) => `${column}${direction}`).join(', ')
  return {
    text: `select * from (
  select *, ${list.parent.column}::text as ${parentKey}, row_number() over (partition by ${list.parent.column} order by ${order}) as row_in_page
  from ${list.table} where ${where}
) page where row_in_page <= ${parameters.add(size + 1)}::int order by ${parentKey}, row_in_page`,
    values: parameters.values,
  }
}

/** How many rows there are below each of many parents, whatever page was asked for. */
export function countStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: readonly string[],
  owners: readonly string[],
  filter: Filter,
): Statement {
  const parameters = parametersOf(list, parents, owners)
  const where = conditionsOf(list, filter, parameters, false)
  return {
    text: `select ${list.parent.column}::text as ${parentKey}, count(*)::int as total from ${list.table} where ${where} group by ${list.parent.column}`,
    values: parameters.values,
  }
}

interface Parameters {
  readonly values: unknown[]
  readonly below: string
  add(value: unknown): string
}

function parametersOf(list: List<never>, parents: readonly string[], owners: readonly string[]): Parameters {
  const values: unknown[] = []
  const add = (value: unknown) => `$${values.push(value)}`
  const below = `${list.parent.column} = any(${add(parents)}::${list.parent.type}[])`
  const owned = list.owner ? `${list.owner.column} = any(${add(owners)}::text[]) and ` : ''
  return { values, add, below: owned + below }
}

function conditionsOf<Filter extends PageArguments>(
  list: List<Filter>,
  filter: Filter,
  parameters: Parameters,
  fromCursor: boolean,
): string {
  const conditions: Condition[] = list.filter(filter).slice()
  if (filter.updatedSince) conditions.push({ sql: 'updated_at > $::timestamptz', value: filter.updatedSince })
  const written = conditions
    .filter(({ value }) => value !== undefined && value !== null)
    .map(({ sql, value }) => sql.replaceAll('$', parameters.add(value)))
  const always = [...(list.always ?? []), ...(filter.updatedSince ? [] : ['removed_at is null'])]
  const after = fromCursor && filter.after ? [behindCursor(list, filter.after, parameters)] : []
  return [parameters.below, ...always, ...written, ...after].join(' and ')
}

function behindCursor(list: List<never>, after: string, parameters: Parameters): string {
  const position = readCursor(after, list.order)
  const columns = list.order.map(({ column }) => column).join(', ')
  const values = list.order.map(({ type }, index) => `${parameters.add(position[index])}::${type}`).join(', ')
  return `(${columns}) ${list.descending ? '<' : '>'} (${values})`
}
