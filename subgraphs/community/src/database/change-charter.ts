import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { given, notNull } from '@shequ/subgraph/records/given'
import { longText, optionalText, shortText } from '@shequ/subgraph/records/text'
import type { ChangeCharterInput } from '../generated/resolver-types.js'
import { requireCommunity } from './require-community.js'
import { type Writing, written } from './writing.js'

/** Changes a community's charter: what is left out stays, and null takes the predecessor away. Gives the community's code. */
export async function changeCharter(writing: Writing, input: ChangeCharterInput): Promise<string> {
  const { community: communityCode } = input
  const adoptedOn = notNull('adoptedOn', input.adoptedOn)
  const data = given({
    selfGovernance: optionalText('selfGovernance', notNull('selfGovernance', input.selfGovernance), longText),
    predecessorWorkUnit: optionalText('predecessorWorkUnit', input.predecessorWorkUnit, shortText),
    charterAdoptedOn: adoptedOn && toDayColumn(adoptedOn),
  })
  return writing.database.write(async (transaction) => {
    await requireCommunity(transaction.sql, communityCode)
    await transaction.community.update({ where: { communityCode }, data: { ...data, ...written(writing) } })
    return communityCode
  })
}
