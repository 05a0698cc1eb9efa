import { given, notNull } from '@shequ/subgraph/records/given'
import { requireRecurrence } from '@shequ/subgraph/records/recurrence'
import { longText, optionalText, shortText } from '@shequ/subgraph/records/text'
import type { ChangeProfileInput } from '../generated/resolver-types.js'
import { requireCommunity } from './require-community.js'
import { type Writing, written } from './writing.js'

/** Changes a community's profile: what is left out stays. Gives the community's code. */
export async function changeProfile(writing: Writing, input: ChangeProfileInput): Promise<string> {
  const { community: communityCode } = input
  const officeHours = notNull('officeHours', input.officeHours)
  const data = given({
    introduction: optionalText('introduction', notNull('introduction', input.introduction), longText),
    address: optionalText('address', notNull('address', input.address), shortText),
    officeHours: officeHours === undefined ? undefined : requireRecurrence('officeHours', officeHours),
  })
  return writing.database.write(async (transaction) => {
    await requireCommunity(transaction.sql, communityCode)
    await transaction.community.update({ where: { communityCode }, data: { ...data, ...written(writing) } })
    return communityCode
  })
}
