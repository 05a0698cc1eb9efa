import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import type { RecordCommitteeDecisionInput } from '../generated/resolver-types.js'
import { makeCityOnce } from './make-city-once.js'
import type { Writing } from './writing.js'

/** Records a decision of a planning committee and gives its id. */
export async function recordCommitteeDecision(
  { database, today }: Writing,
  input: RecordCommitteeDecisionInput,
): Promise<string> {
  const { city, committee } = input
  const committeeId = requireOwnId('committee', committee, city)
  const title = requireText('title', input.title, shortText)
  const resolution = requireText('resolution', input.resolution, longText)
  requireNotAhead('decidedOn', input.decidedOn, today())
  return database.write(async (transaction) => {
    const known = await transaction.planningCommittee.findFirst({
      where: { cityCode: city, id: committeeId, removedAt: null },
      select: { id: true },
    })
    if (!known) throw notFound('committee', committee)
    return makeCityOnce(transaction, 'recordCommitteeDecision', input, (id) =>
      transaction.committeeDecision.create({
        data: { cityCode: city, id, committeeId, title, resolution, decidedOn: toDayColumn(input.decidedOn) },
      }),
    )
  })
}
