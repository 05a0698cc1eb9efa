import { HubError } from '@shequ/schema/errors/hub-error'
import { chinaDay } from '@shequ/process/china-day'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { ProgrammeState } from './programme-state.js'

/** The longest session, in milliseconds. */
const longest = 12 * 60 * 60 * 1_000

/** When a session begins and ends. */
export interface SessionTimes {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** @throws {HubError} BAD_USER_INPUT when a session would not end after it begins, or be too long. */
export function requireTimes(given: { readonly startsAt: string; readonly endsAt: string }): SessionTimes {
  const startsAt = new Date(given.startsAt)
  const endsAt = new Date(given.endsAt)
  const length = endsAt.getTime() - startsAt.getTime()
  if (length > 0 && length <= longest) return { startsAt, endsAt }
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`endsAt\` after \`startsAt\` (${given.startsAt}) by at most 12 hours, but got ${given.endsAt}.`,
      zh: `\`endsAt\` 应晚于 \`startsAt\`（${given.startsAt}），且相隔至多12小时，而收到的是 ${given.endsAt}。`,
    },
    { argument: 'endsAt' },
  )
}

/** @throws {HubError} BAD_USER_INPUT when a session would not begin on one of its programme's days. */
export function requireDayWithin(
  startsAt: Date,
  { startsOn, endsOn }: Pick<ProgrammeState, 'startsOn' | 'endsOn'>,
): void {
  const day = chinaDay(startsAt)
  if (day >= startsOn && day <= endsOn) return
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`startsAt\` on one of the programme's days, ${startsOn} to ${endsOn}, but got ${day} (China Standard Time).`,
      zh: `\`startsAt\` 应在学习项目的起止日 ${startsOn} 至 ${endsOn} 之间，而收到的是 ${day}（北京时间）。`,
    },
    { argument: 'startsAt' },
  )
}

/** Who follows a programme's changes, as the catalogue does, hears of its sessions. */
export async function touchProgramme(
  sql: TransactionSql,
  community: string,
  programme: string,
  now: Date,
): Promise<void> {
  await sql(
    'update programme set updated_at = $3 where community_code = $1 and id = $2::uuid',
    community,
    programme,
    now,
  )
}
