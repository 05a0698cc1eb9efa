import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireRange } from '@shequ/subgraph/records/numbers'
import { requireText, shortText } from '@shequ/subgraph/records/text'
import type { OpenEducationCentreInput } from '../generated/resolver-types.js'
import { readCentreDetails } from './centre-details.js'
import { makeCommunityOnce } from './make-community-once.js'
import { type Writing, written } from './writing.js'

/** Opens an education centre and gives its id. */
export async function openEducationCentre(writing: Writing, input: OpenEducationCentreInput): Promise<string> {
  const data = {
    communityCode: input.community,
    name: requireText('name', input.name, shortText),
    address: requireText('address', input.address, shortText),
    openedOn: toDayColumn(input.openedOn),
    seats: requireRange('seats', input.seats, 1, 100_000),
    ...readCentreDetails(input),
  }
  return writing.database.write((transaction) =>
    makeCommunityOnce(transaction, 'openEducationCentre', input, (id) =>
      transaction.educationCentre.create({ data: { id, ...data, ...written(writing) } }),
    ),
  )
}
