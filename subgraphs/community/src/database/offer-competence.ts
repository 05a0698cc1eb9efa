import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireRange } from '@shequ/subgraph/records/numbers'
import { requirePastDay } from '@shequ/subgraph/records/record-day'
import type { OfferCompetenceInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { pseudonymOf } from './pseudonym.js'
import { type Writing, written } from './writing.js'

/** Records that a resident offers to teach something, and gives the competence's id. */
export async function offerCompetence(writing: Writing, input: OfferCompetenceInput): Promise<string> {
  const { community: communityCode, subject } = input
  const hoursPerMonth = requireRange('hoursPerMonth', input.hoursPerMonth, 1, 200)
  const offeredSince = toDayColumn(requirePastDay('offeredSince', input.offeredSince, writing.today()))
  return writing.database.write(async (transaction) => {
    const resident = await pseudonymOf(writing.database.keys, transaction.sql, communityCode, input.resident)
    return makeCommunityOnce(transaction, 'offerCompetence', { ...input, resident }, (id) =>
      transaction.competence.create({
        data: { communityCode, id, resident, subject, hoursPerMonth, offeredSince, ...written(writing) },
      }),
    )
  })
}
