import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import type { EndConsignmentInput } from '../generated/resolver-types.js'
import { type Writing, written } from './writing.js'

interface Term {
  readonly startsOn: string
  readonly endsOn: string
  readonly endedOn: string | null
}

/** Ends a consignment before its term and gives its id. */
export async function endConsignment(writing: Writing, input: EndConsignmentInput): Promise<string> {
  const { community: communityCode, endedOn } = input
  const id = requireOwnId('consignment', input.consignment, communityCode)
  return writing.database.write(async (transaction) => {
    const [term] = await transaction.sql<Term>(
      `select starts_on::text as "startsOn", ends_on::text as "endsOn", ended_on::text as "endedOn" from consignment
       where community_code = $1 and id = $2::uuid and removed_at is null for no key update`,
      communityCode,
      id,
    )
    if (!term) throw notFound('consignment', input.consignment)
    const last = term.endedOn ?? term.endsOn
    if (term.endedOn !== null || term.endsOn < writing.today()) {
      throw new HubError('CLOSED', `Expected a consignment that has not ended, but this one ended on ${last}.`, {
        last,
      })
    }
    requireDaysInOrder('startsOn', term.startsOn, 'endedOn', endedOn)
    requireDaysInOrder('endedOn', endedOn, 'endsOn', term.endsOn)
    await transaction.consignment.update({
      where: { communityCode_id: { communityCode, id } },
      data: { endedOn: toDayColumn(endedOn), ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
