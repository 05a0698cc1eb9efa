import { HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'
import { notFound } from '@shequ/subgraph/records/not-found'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** A session as attendance is recorded of it. */
export interface AttendedSession {
  readonly programme: string
  readonly ordinal: number
  readonly startsAt: string
  readonly hasBegun: boolean
  readonly isCancelled: boolean
}

/**
 * Reads a session and whether it has begun and takes place. It is neither moved nor cancelled before the transaction ends.
 *
 * @throws {HubError} NOT_FOUND when the community has no such session.
 */
export async function readAttendedSession(
  sql: TransactionSql,
  community: string,
  id: string,
  now: Date,
): Promise<AttendedSession> {
  const [session] = await sql<AttendedSession>(
    `select programme_id::text as programme, ordinal, to_char(starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "startsAt",
       starts_at <= $3::timestamptz as "hasBegun", 'CANCELLED' in (programme.status::text, session.status::text) as "isCancelled"
     from session join programme on programme.community_code = session.community_code and programme.id = programme_id
     where session.community_code = $1 and session.id = $2::uuid and session.removed_at is null for share of session`,
    community,
    id,
    now.toISOString(),
  )
  if (!session) throw notFound('session', toGlobalId(community, id))
  return session
}

/** Locks the enrolments of residents in one order, so that two calls for the same ones wait for each other instead of for ever. */
export async function lockEnrolments(
  sql: TransactionSql,
  community: string,
  programme: string,
  residents: readonly string[],
  ordinal?: number,
): Promise<number> {
  const rows = await sql(
    `select resident from enrolment
     where community_code = $1 and programme_id = $2::uuid and resident = any($3::uuid[])
       and (case when $4::smallint is null then status = 'ENROLLED' else $4::smallint = any(attended) end)
     order by resident for no key update`,
    community,
    programme,
    residents,
    ordinal ?? null,
  )
  return rows.length
}

/**
 * @param expected what the residents do, as in "who have a place": in Chinese a sentence part before 的居民
 * @throws {HubError} BAD_USER_INPUT when not all residents are as they must be. Nobody is named.
 */
export function requireAll(asked: number, found: number, expected: Term): void {
  if (asked === found) return
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected residents who ${expected.en}, but ${asked - found} of ${asked} are not. Nothing was changed.`,
      zh: `应为${expected.zh}的居民，而 ${asked} 人中有 ${asked - found} 人不是。没有作任何更改。`,
    },
    { argument: 'residents' },
  )
}
