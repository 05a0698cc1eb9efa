import type { Statement } from '../database/statement.js'
import { selectionOf, sourceOf } from '../database/table.js'
import {
  belowParents,
  filtersOf,
  orderOf,
  Parameters,
  parentKey,
  parentOf,
  type Parents,
  whereOf,
} from './list-conditions.js'
import type { List } from './list.js'
import type { PageArguments } from './page-arguments.js'

/** All rows below each of many parents, for a list that is short by its nature. */
export function wholeStatement<Filter>(list: List<Filter>, parents: Parents, filter: Filter): Statement {
  const parameters = new Parameters()
  const conditions = [...belowParents(list, parents, parameters), ...filtersOf(list, filter, {}, parameters)]
  const order = list.parent ? `${list.parent.column}, ${orderOf(list)}` : orderOf(list)
  const text = `select ${selectionOf(list.table)}, ${parentOf(list)}::text as "${parentKey}"
from ${sourceOf(list.table)}${whereOf(conditions)} order by ${order}`
  return { text, values: parameters.values }
}

/** How many rows there are below each of many parents, whatever page was asked for. */
export function countStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
): Statement {
  const parameters = new Parameters()
  const conditions = [...belowParents(list, parents, parameters), ...filtersOf(list, filter, filter, parameters)]
  const text = `select ${parentOf(list)}::text as "${parentKey}", count(*)::int as total
from ${sourceOf(list.table)}${whereOf(conditions)} group by 1`
  return { text, values: parameters.values }
}
