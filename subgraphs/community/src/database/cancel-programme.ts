import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import type { CancelProgrammeInput } from '../generated/resolver-types.js'
import { readProgramme, refuseCancelled } from './programme-state.js'
import { type Writing, written } from './writing.js'

/** Cancels a programme and gives its id. Who had a place keeps it on record. */
export async function cancelProgramme(writing: Writing, input: CancelProgrammeInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('programme', input.programme, communityCode)
  return writing.database.write(async (transaction) => {
    refuseCancelled(await readProgramme(transaction.sql, communityCode, id, 'locked'))
    await transaction.programme.update({
      where: { communityCode_id: { communityCode, id } },
      data: { status: 'CANCELLED', ...written(writing) },
    })
    return toGlobalId(communityCode, id)
  })
}
