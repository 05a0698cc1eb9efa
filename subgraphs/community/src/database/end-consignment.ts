import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import type { EndConsignmentInput } from '../generated/resolver-types.js'
import { readOpenTerm } from './read-open-term.js'
import { type Writing, written } from './writing.js'

/** Ends a consignment before its term and gives its id. */
export async function endConsignment(writing: Writing, input: EndConsignmentInput): Promise<string> {
  const { community: communityCode, consignment, endedOn } = input
  return writing.database.write(async (transaction) => {
    const { id, startsOn, endsOn } = await readOpenTerm(transaction.sql, communityCode, consignment, writing.today())
    requireDaysInOrder('startsOn', startsOn, 'endedOn', endedOn)
    requireDaysInOrder('endedOn', endedOn, 'endsOn', endsOn)
    await transaction.consignment.update({
      where: { communityCode_id: { communityCode, id } },
      data: { endedOn: toDayColumn(endedOn), ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
