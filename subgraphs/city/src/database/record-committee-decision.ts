import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import { once } from '@shequ/subgraph/writes/once'
import type { RecordCommitteeDecisionInput } from '../generated/resolver-types.js'
import type { Transaction } from './open-database.js'

/** Records a decision of a planning committee and gives its id. */
export async function recordCommitteeDecision(
  transaction: Transaction,
  input: RecordCommitteeDecisionInput,
  today: string,
): Promise<string> {
  const { city, committee } = input
  const committeeId = requireOwnId('committee', committee, city)
  const title = requireText('title', input.title, shortText)
  const resolution = requireText('resolution', input.resolution, longText)
  requireNotAhead('decidedOn', input.decidedOn, today)
  const known = await transaction.planningCommittee.findFirst({
    where: { cityCode: city, id: committeeId, removedAt: null },
    select: { id: true },
  })
  if (!known) throw notFound('committee', committee)
  const { id, isNew } = await once(transaction.sql, {
    ownerColumn: 'owner',
    owner: city,
    operation: 'recordCommitteeDecision',
    input,
  })
  if (isNew) {
    await transaction.committeeDecision.create({
      data: { cityCode: city, id, committeeId, title, resolution, decidedOn: toDayColumn(input.decidedOn) },
    })
  }
  return toGlobalId(city, id)
}
