import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { RecordAttendanceInput } from '../generated/resolver-types.js'
import { type AttendedSession, lockEnrolments, readAttendedSession, requireAll } from './attendance.js'
import { pseudonymsOf } from './pseudonym.js'
import type { Writing } from './writing.js'

/** Which session attendance was recorded of, and how many residents attended it. */
export interface RecordedAttendance {
  readonly session: string
  readonly recorded: number
}

/**
 * Records which enrolled residents attended a session. One who is recorded already is not counted twice.
 *
 * @throws {HubError} BAD_USER_INPUT when one is not enrolled, TOO_EARLY before the session begins, CLOSED when its programme was
 *   cancelled; nothing is recorded then, and nobody is named.
 */
export async function recordAttendance(
  { database, now }: Writing,
  input: RecordAttendanceInput,
): Promise<RecordedAttendance> {
  const { community } = input
  const id = requireOwnId('session', input.session, community)
  requireRange('residents', input.residents.length, 1, 500)
  return database.writeSql(async (sql) => {
    const session = await readAttendedSession(sql, community, id, now())
    requireHeld(session)
    const { programme, ordinal } = session
    const residents = await pseudonymsOf(database.keys, sql, community, input.residents)
    const enrolled = await lockEnrolments(sql, community, programme, residents)
    requireAll(residents.length, enrolled, { en: 'are enrolled in the programme', zh: '已报名该学习项目' })
    await sql(
      `update enrolment set updated_at = $5::timestamptz,
         attended = (select array_agg(ordinal order by ordinal) from unnest(attended || $4::smallint) as ordinal)
       where community_code = $1 and programme_id = $2::uuid and resident = any($3::uuid[])
         and $4::smallint <> all(attended)`,
      community,
      programme,
      residents,
      ordinal,
      now().toISOString(),
    )
    return { session: toGlobalId(community, id), recorded: residents.length }
  })
}

function requireHeld({ hasBegun, isCancelled, startsAt }: AttendedSession): void {
  if (isCancelled)
    throw new HubError('CLOSED', {
      en: 'Expected a session that takes place, but it or its programme was cancelled.',
      zh: '应为照常举行的活动，而该活动或其学习项目已取消。',
    })
  if (hasBegun) return
  throw new HubError(
    'TOO_EARLY',
    {
      en: `Expected a session that has begun, but it begins at ${startsAt} (China Standard Time). Record who attends from then on.`,
      zh: `应为已开始的活动，而该活动于 ${startsAt}（北京时间）开始。请在此之后登记出席。`,
    },
    { argument: 'session' },
  )
}
