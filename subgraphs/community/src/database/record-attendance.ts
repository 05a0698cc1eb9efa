import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { RecordAttendanceInput } from '../generated/resolver-types.js'
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
 * @throws {HubError} BAD_USER_INPUT when one is not enrolled; nothing is recorded then, and nobody is named.
 */
export async function recordAttendance(
  { database, now }: Writing,
  input: RecordAttendanceInput,
): Promise<RecordedAttendance> {
  const { community } = input
  const id = requireOwnId('session', input.session, community)
  requireRange('residents', input.residents.length, 1, 500)
  return database.writeSql(async (sql) => {
    const [session] = await sql<{ programme: string; ordinal: number }>(
      `select programme_id::text as programme, ordinal from session
       where community_code = $1 and id = $2::uuid and removed_at is null`,
      community,
      id,
    )
    if (!session) throw notFound('session', input.session)
    const residents = await pseudonymsOf(database.keys, sql, community, input.residents)
    // Locked in one order, so that two calls for the same residents wait for each other instead of for ever.
    const enrolled = await sql(
      `select resident from enrolment
       where community_code = $1 and programme_id = $2::uuid and resident = any($3::uuid[]) and status = 'ENROLLED'
       order by resident for no key update`,
      community,
      session.programme,
      residents,
    )
    refuseOthers(residents.length, enrolled.length)
    await sql(
      `update enrolment set updated_at = $5::timestamptz,
         attended = (select array_agg(ordinal order by ordinal) from unnest(attended || $4::smallint) as ordinal)
       where community_code = $1 and programme_id = $2::uuid and resident = any($3::uuid[])
         and $4::smallint <> all(attended)`,
      community,
      session.programme,
      residents,
      session.ordinal,
      now().toISOString(),
    )
    return { session: toGlobalId(community, id), recorded: residents.length }
  })
}

function refuseOthers(asked: number, enrolled: number): void {
  if (asked === enrolled) return
  throw new HubError(
    'BAD_USER_INPUT',
    `Expected residents who are enrolled in the programme, but ${asked - enrolled} of ${asked} are not. Nothing was recorded.`,
    { argument: 'residents' },
  )
}
