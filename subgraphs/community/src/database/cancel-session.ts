import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import type { CancelSessionInput } from '../generated/resolver-types.js'
import { lockSession } from './session-state.js'
import { touchProgramme } from './session-times.js'
import { type Writing, written } from './writing.js'

/** Cancels a session of a programme that goes on, and gives the session's id. */
export async function cancelSession(writing: Writing, input: CancelSessionInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('session', input.session, communityCode)
  return writing.database.write(async (transaction) => {
    const { isAttended, programmeId } = await lockSession(transaction.sql, communityCode, id)
    if (isAttended) {
      throw new HubError(
        'CONFLICT',
        {
          en: 'Expected a session that nobody attended, but attendance is recorded. Take it back first.',
          zh: '应为无人出席的活动，而该活动已登记出席。请先撤回出席登记。',
        },
        { argument: 'session' },
      )
    }
    await transaction.session.update({
      where: { communityCode_id: { communityCode, id } },
      data: { status: 'CANCELLED', ...written(writing) },
    })
    await touchProgramme(transaction.sql, communityCode, programmeId, writing.now())
    return toGlobalId(communityCode, id)
  })
}
