import { toGlobalId } from '@shequ/subgraph/records/global-id'
import type { ChangeConsignmentInput } from '../generated/resolver-types.js'
import { readConsignedScopes } from './consigned-scopes.js'
import { readOpenTerm } from './read-open-term.js'
import { type Writing, written } from './writing.js'

/** Changes what the operator of a centre may do from now on, and gives the consignment's id. */
export async function changeConsignment(writing: Writing, input: ChangeConsignmentInput): Promise<string> {
  const { community: communityCode, consignment } = input
  const scopes = readConsignedScopes(input.scopes)
  return writing.database.write(async (transaction) => {
    const { id } = await readOpenTerm(transaction.sql, communityCode, consignment, writing.today())
    await transaction.consignment.update({
      where: { communityCode_id: { communityCode, id } },
      data: { scopes, ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
