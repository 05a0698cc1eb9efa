import { HubError } from '@shequ/schema/errors/hub-error'
import { notNull } from '@shequ/subgraph/records/given'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { optionalText, shortText } from '@shequ/subgraph/records/text'
import type { ChangeSessionInput } from '../generated/resolver-types.js'
import { lockSession, type SessionState } from './session-state.js'
import { requireDayWithin, requireTimes, type SessionTimes, touchProgramme } from './session-times.js'
import { type Writing, written } from './writing.js'

/** Moves a session in time or place: what is left out stays, and null takes the place away. Gives the session's id. */
export async function changeSession(writing: Writing, input: ChangeSessionInput): Promise<string> {
  const { community: communityCode } = input
  const id = requireOwnId('session', input.session, communityCode)
  const place = optionalText('place', input.place, shortText)
  return writing.database.write(async (transaction) => {
    const { sql } = transaction
    const state = await lockSession(sql, communityCode, id)
    const times = timesOf(state, input)
    const isMoved = times.startsAt.getTime() !== state.startsAt.getTime()
    if (isMoved) {
      requireDayWithin(times.startsAt, state.programme)
      refuseAttendedAhead(state, times, writing.now())
    }
    await transaction.session.update({
      where: { communityCode_id: { communityCode, id } },
      data: {
        ...times,
        ...(isMoved && { previousStartsAt: state.startsAt }),
        ...(place !== undefined && { place }),
        ...written(writing),
      },
    })
    await touchProgramme(sql, communityCode, state.programmeId, writing.now())
    return toGlobalId(communityCode, id)
  })
}

/** A session that begins at another time ends as much later or earlier, where nothing is said of its end. */
function timesOf({ startsAt, endsAt }: SessionState, input: ChangeSessionInput): SessionTimes {
  const begins = notNull('startsAt', input.startsAt)
  const ends = notNull('endsAt', input.endsAt)
  const by = begins === undefined ? 0 : Date.parse(begins) - startsAt.getTime()
  return requireTimes({
    startsAt: begins ?? startsAt.toISOString(),
    endsAt: ends ?? new Date(endsAt.getTime() + by).toISOString(),
  })
}

function refuseAttendedAhead({ isAttended }: SessionState, { startsAt }: SessionTimes, now: Date): void {
  if (!isAttended || startsAt <= now) return
  throw new HubError(
    'CONFLICT',
    {
      en: 'Expected a time that is past, since attendance of the session is recorded. Take the attendance back first.',
      zh: '该活动已登记出席，时间应在过去。请先撤回出席登记。',
    },
    { argument: 'startsAt' },
  )
}
