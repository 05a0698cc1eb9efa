import { HubError } from '@shequ/schema/errors/hub-error'
import { notFound } from '@shequ/subgraph/records/not-found'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type ProgrammeState, readProgramme, refuseCancelled } from './programme-state.js'

/** A session that takes place, with its programme, for a change of it. */
export interface SessionState {
  readonly programmeId: string
  readonly programme: ProgrammeState
  readonly startsAt: Date
  readonly endsAt: Date
  /** Whether attendance of it is recorded. */
  readonly isAttended: boolean
}

interface SessionRow {
  readonly programmeId: string
  readonly status: 'SCHEDULED' | 'CANCELLED'
  readonly startsAt: string
  readonly endsAt: string
  readonly isAttended: boolean
}

const readSession = `select programme_id::text as "programmeId", status::text, starts_at::text as "startsAt", ends_at::text as "endsAt",
    exists (select from enrolment where enrolment.community_code = session.community_code
      and enrolment.programme_id = session.programme_id and session.ordinal = any(enrolment.attended)) as "isAttended"
  from session where community_code = $1 and id = $2::uuid and removed_at is null`

/**
 * Reads a session inside a write, and locks it with its programme, so that no attendance is recorded meanwhile.
 *
 * @throws {HubError} NOT_FOUND when the community has no such session, CLOSED when it or its programme was cancelled.
 */
export async function lockSession(sql: TransactionSql, community: string, id: string): Promise<SessionState> {
  const [found] = await sql<SessionRow>(readSession, community, id)
  if (!found) throw notFound('session', toGlobalId(community, id))
  const programme = await readProgramme(sql, community, found.programmeId, 'locked')
  refuseCancelled(programme)
  await sql('select from session where community_code = $1 and id = $2::uuid for no key update', community, id)
  // Read once more under the lock: a statement that waits for it does not see what was written to other tables meanwhile.
  const [locked] = await sql<SessionRow>(readSession, community, id)
  const { status, startsAt, endsAt, isAttended, programmeId } = locked ?? found
  if (status === 'CANCELLED')
    throw new HubError('CLOSED', {
      en: 'Expected a session that takes place, but it was cancelled.',
      zh: '应为照常举行的活动，而该活动已取消。',
    })
  return { programmeId, programme, startsAt: new Date(startsAt), endsAt: new Date(endsAt), isAttended }
}
