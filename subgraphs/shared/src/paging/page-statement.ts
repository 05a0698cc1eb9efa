import type { Statement } from '../database/statement.js'
import { selectionOf, sourceOf } from '../database/table.js'
import {
  behindCursor,
  belowParents,
  filtersOf,
  orderOf,
  ownedBy,
  Parameters,
  parentKey,
  parentOf,
  type Parents,
  whereOf,
} from './list-conditions.js'
import type { List } from './list.js'
import type { PageArguments } from './page-arguments.js'

/**
 * The first rows below each of many parents, in one statement of up to `size` rows and one more for each parent. Below
 * one parent, an index gives them in order and the rest is never read.
 */
export function pageStatement<Filter extends PageArguments>(
  list: List<Filter>,
  parents: Parents,
  filter: Filter,
  size: number,
): Statement {
  const parameters = new Parameters()
  const asked = {
    conditions: [...filtersOf(list, filter, filter, parameters), ...behindCursor(list, filter, parameters)],
    limit: `${parameters.add(size + 1)}::int`,
  }
  const write = parents.keys.length === 1 ? belowOne : list.lateral ? belowEach : belowMany
  return { text: write(list, parents, asked, parameters), values: parameters.values }
}

/** What is asked of the rows below any parent, and how many of them. */
interface Asked {
  readonly conditions: readonly string[]
  readonly limit: string
}

function belowOne(list: List<never>, parents: Parents, { conditions, limit }: Asked, parameters: Parameters): string {
  const where = whereOf([...belowParents(list, parents, parameters), ...conditions])
  return `select ${selectionOf(list.table)}, ${parentOf(list)}::text as "${parentKey}"
from ${sourceOf(list.table)}${where} order by ${orderOf(list)} limit ${limit}`
}

/** By `row_number()` over the parent, since that can be pushed down to the shards of a distributed table. */
function belowMany(list: List<never>, parents: Parents, { conditions, limit }: Asked, parameters: Parameters): string {
  const where = whereOf([...belowParents(list, parents, parameters), ...conditions])
  const parent = parentOf(list)
  return `select ${selectionOf(list.table)}, ${parent}::text as "${parentKey}"
from (select *, row_number() over (partition by ${parent} order by ${orderOf(list)}) as row_in_page
  from ${sourceOf(list.table)}${where}) ${list.table.name}
where row_in_page <= ${limit} order by ${parent}, row_in_page`
}

/** By a query for each parent within the statement, which an index stops after the page. */
function belowEach(list: List<never>, parents: Parents, { conditions, limit }: Asked, parameters: Parameters): string {
  const keys = `unnest(${parameters.add(parents.keys)}::${list.parent?.type ?? 'text'}[]) parent (parent_key)`
  const below = `${parentOf(list)} = parent.parent_key`
  const where = whereOf([...ownedBy(list, parents, parameters), below, ...conditions])
  return `select ${selectionOf(list.table)}, parent_key::text as "${parentKey}"
from ${keys} cross join lateral
  (select * from ${sourceOf(list.table)}${where} order by ${orderOf(list)} limit ${limit}) ${list.table.name}
order by parent_key, ${orderOf(list)}`
}
