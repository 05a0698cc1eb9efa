import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { TakeAttendanceBackInput } from '../generated/resolver-types.js'
import { lockEnrolments, readAttendedSession, requireAll } from './attendance.js'
import { pseudonymsOf } from './pseudonym.js'
import type { Writing } from './writing.js'

/** Of which session attendance was taken back, and of how many residents. */
export interface TakenBackAttendance {
  readonly session: string
  readonly takenBack: number
}

/**
 * Takes back what was recorded by mistake: residents who did not attend a session after all. It may be of any session, one to come and one of a
 * cancelled programme included, since a mistake is to be put right wherever it is.
 *
 * @throws {HubError} BAD_USER_INPUT when of one nothing is recorded; nothing is taken back then, and nobody is named.
 */
export async function takeAttendanceBack(
  { database, now }: Writing,
  input: TakeAttendanceBackInput,
): Promise<TakenBackAttendance> {
  const { community } = input
  const id = requireOwnId('session', input.session, community)
  requireRange('residents', input.residents.length, 1, 500)
  return database.writeSql(async (sql) => {
    const { programme, ordinal } = await readAttendedSession(sql, community, id, now())
    const residents = await pseudonymsOf(database.keys, sql, community, input.residents)
    const attended = await lockEnrolments(sql, community, programme, residents, ordinal)
    requireAll(residents.length, attended, { en: 'are recorded as having attended', zh: '已登记出席' })
    await sql(
      `update enrolment set updated_at = $5::timestamptz, attended = array_remove(attended, $4::smallint)
       where community_code = $1 and programme_id = $2::uuid and resident = any($3::uuid[])`,
      community,
      programme,
      residents,
      ordinal,
      now().toISOString(),
    )
    return { session: toGlobalId(community, id), takenBack: residents.length }
  })
}
