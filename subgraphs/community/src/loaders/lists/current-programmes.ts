import { followsChanges } from '@shequ/subgraph/paging/list-conditions'
import type { ListLoader } from '@shequ/subgraph/paging/list-loader'
import type { CommunityProgrammesArgs } from '../../generated/resolver-types.js'

/** What a list of programmes may be narrowed by, of a community's or a centre's. */
type ProgrammeArguments = Pick<
  CommunityProgrammesArgs,
  'from' | 'to' | 'status' | 'withCancelled' | 'first' | 'after' | 'updatedSince' | 'changedSince'
>

/**
 * A list of programmes that leaves out those that are over and those that were cancelled, where nobody asks for them. Whoever follows
 * changes gets all: a programme that was cancelled has changed.
 */
export function currentProgrammes<Filter extends ProgrammeArguments, Row>(
  list: ListLoader<Filter, Row>,
  today: string,
): ListLoader<Filter, Row> {
  return { load: (parent, filter) => list.load(parent, currentOf(filter, today)) }
}

function currentOf<Filter extends ProgrammeArguments>(filter: Filter, today: string): Filter {
  if (followsChanges(filter)) return filter
  const { from, to, status, withCancelled } = filter
  const firstDay = to && to < today ? null : today
  return { ...filter, from: from ?? firstDay, status: status ?? (withCancelled ? null : 'PUBLISHED') }
}
