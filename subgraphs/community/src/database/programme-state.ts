import { HubError } from '@shequ/schema/errors/hub-error'
import { notFound } from '@shequ/subgraph/records/not-found'
import { toGlobalId } from '@shequ/subgraph/records/global-id'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** What decides whether a programme takes a change. */
export interface ProgrammeState {
  readonly status: 'PUBLISHED' | 'CANCELLED'
  readonly startsOn: string
  readonly endsOn: string
  readonly enrolled: number
  readonly capacity: number
}

/**
 * Reads a programme's state inside a write.
 *
 * @param lock locks the programme for the rest of the transaction, so that what is decided about it stays true; places
 *   can't be taken meanwhile. Rows that refer to it can still be written.
 * @throws {HubError} NOT_FOUND when the community has no such programme.
 */
export async function readProgramme(
  sql: TransactionSql,
  community: string,
  id: string,
  lock: 'locked' | 'unlocked',
): Promise<ProgrammeState> {
  const [state] = await sql<ProgrammeState>(
    `select status::text, starts_on::text as "startsOn", ends_on::text as "endsOn", enrolled, capacity from programme
     where community_code = $1 and id = $2::uuid and removed_at is null${lock === 'locked' ? ' for no key update' : ''}`,
    community,
    id,
  )
  if (state) return state
  throw notFound('programme', toGlobalId(community, id))
}

/** @throws {HubError} CLOSED when the programme was cancelled. */
export function refuseCancelled({ status }: ProgrammeState): void {
  if (status === 'CANCELLED')
    throw new HubError('CLOSED', {
      en: 'Expected a programme that takes place, but it was cancelled.',
      zh: '应为照常开办的学习项目，而该项目已取消。',
    })
}

/** @throws {HubError} CLOSED when the programme's last day is past. */
export function refuseOver({ endsOn }: ProgrammeState, today: string): void {
  if (endsOn < today)
    throw new HubError('CLOSED', {
      en: `Expected a programme that is not over, but it ended on ${endsOn}.`,
      zh: `应为尚未结束的学习项目，而该项目已于 ${endsOn} 结束。`,
    })
}
