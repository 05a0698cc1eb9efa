import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { optionalText, shortText } from '@shequ/subgraph/records/text'
import type { ScheduleSessionInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { readProgramme, refuseCancelled } from './programme-state.js'
import { pseudonymOf } from './pseudonym.js'
import { requireDayWithin, requireTimes, touchProgramme } from './session-times.js'
import { type Writing, written } from './writing.js'

/** Adds a session to a programme, after those it has, and gives the session's id. */
export async function scheduleSession(writing: Writing, input: ScheduleSessionInput): Promise<string> {
  const { community: communityCode } = input
  const programmeId = requireOwnId('programme', input.programme, communityCode)
  const times = requireTimes(input)
  const reference = readVolunteer(input)
  const place = optionalText('place', input.place ?? null, shortText)
  return writing.database.write(async (transaction) => {
    const { sql } = transaction
    const volunteer =
      reference === null ? null : await pseudonymOf(writing.database.keys, sql, communityCode, reference)
    return makeCommunityOnce(transaction, 'scheduleSession', { ...input, volunteer }, async (id) => {
      const programme = await readProgramme(sql, communityCode, programmeId, 'locked')
      refuseCancelled(programme)
      requireDayWithin(times.startsAt, programme)
      // The programme is locked, so that of two sessions added at once each gets a place of its own.
      const [last] = await sql<{ ordinal: number }>(
        'select coalesce(max(ordinal), 0) as ordinal from session where community_code = $1 and programme_id = $2::uuid',
        communityCode,
        programmeId,
      )
      const ordinal = (last?.ordinal ?? 0) + 1
      const taughtByVolunteer = volunteer !== null
      await transaction.session.create({
        data: {
          communityCode,
          id,
          programmeId,
          ordinal,
          ...times,
          place,
          taughtByVolunteer,
          volunteer,
          ...written(writing),
        },
      })
      await touchProgramme(sql, communityCode, programmeId, writing.now())
    })
  })
}

function readVolunteer({ taughtByVolunteer, volunteer }: ScheduleSessionInput): string | null {
  if (Boolean(taughtByVolunteer) === Boolean(volunteer)) return volunteer ?? null
  const message = volunteer
    ? {
        en: 'Expected no `volunteer` where `taughtByVolunteer` is not true, but got one.',
        zh: '`taughtByVolunteer` 不为真时不应给出 `volunteer`，而收到了一个。',
      }
    : {
        en: 'Expected `volunteer` where `taughtByVolunteer` is true, but got none.',
        zh: '`taughtByVolunteer` 为真时应给出 `volunteer`，而没有收到。',
      }
  throw new HubError('BAD_USER_INPUT', message, { argument: 'volunteer' })
}
