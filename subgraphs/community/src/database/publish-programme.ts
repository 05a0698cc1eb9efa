import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { given } from '@shequ/subgraph/records/given'
import { requireDaysInOrder, requireRange } from '@shequ/subgraph/records/numbers'
import { requireRecordDay } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import type { PublishProgrammeInput } from '../generated/resolver-types.js'
import { readProgrammeDetails } from './programme-details.js'
import { makeCommunityOnce } from './make-community-once.js'
import { requireOpenCentre } from './require-open-centre.js'
import { type Writing, written } from './writing.js'

/** Publishes a programme and gives its id. */
export async function publishProgramme(writing: Writing, input: PublishProgrammeInput): Promise<string> {
  const { community, startsOn, endsOn, educationCentre } = input
  requireRecordDay('startsOn', startsOn)
  requireDaysInOrder('startsOn', startsOn, 'endsOn', endsOn)
  const data = {
    communityCode: community,
    title: requireText('title', input.title, shortText),
    description: requireText('description', input.description, longText),
    kind: input.kind,
    audience: [...new Set(input.audience)],
    startsOn: toDayColumn(startsOn),
    endsOn: toDayColumn(endsOn),
    capacity: requireRange('capacity', input.capacity, 1, 100_000),
    fee: input.fee ?? '0',
    ...given(readProgrammeDetails(input)),
  }
  return writing.database.write((transaction) =>
    makeCommunityOnce(transaction, 'publishProgramme', input, async (id) => {
      const educationCentreId = educationCentre
        ? await requireOpenCentre(transaction.sql, community, educationCentre)
        : null
      await transaction.programme.create({ data: { id, ...data, educationCentreId, ...written(writing) } })
    }),
  )
}
