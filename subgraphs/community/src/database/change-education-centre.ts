import { HubError } from '@shequ/schema/errors/hub-error'
import { given, notNull } from '@shequ/subgraph/records/given'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireRange } from '@shequ/subgraph/records/numbers'
import { optionalText, shortText } from '@shequ/subgraph/records/text'
import type { ChangeEducationCentreInput } from '../generated/resolver-types.js'
import { readCentreDetails } from './centre-details.js'
import { lockCentre } from './require-open-centre.js'
import { type Writing, written } from './writing.js'

/** Changes an education centre: what is left out stays. Gives the centre's id. */
export async function changeEducationCentre(writing: Writing, input: ChangeEducationCentreInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('educationCentre', input.educationCentre, communityCode)
  const seats = notNull('seats', input.seats)
  const change = {
    name: optionalText('name', notNull('name', input.name), shortText),
    address: optionalText('address', notNull('address', input.address), shortText),
    seats: seats === undefined ? undefined : requireRange('seats', seats, 1, 100_000),
    ...readCentreDetails(input),
  }
  return writing.database.write(async (transaction) => {
    if ((await lockCentre(transaction.sql, communityCode, id)) === 'CLOSED')
      throw new HubError('CLOSED', {
        en: 'Expected a centre that is open, but it is closed.',
        zh: '应为开放的教育中心，而该中心已关闭。',
      })
    await transaction.educationCentre.update({
      where: { communityCode_id: { communityCode, id } },
      data: { ...given(change), ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
