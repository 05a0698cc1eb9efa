import { earliestMonth } from '@shequ/schema/measures/periods'
import { HubError } from '@shequ/schema/errors/hub-error'

/** The first day of anything that is recorded, as of all that is measured. The database holds it too. */
export const earliestRecordDay = `${earliestMonth}-01`

/**
 * The day of something that is recorded or planned.
 *
 * @throws {HubError} BAD_USER_INPUT when it lies before all that can be: most likely a slip in the year.
 */
export function requireRecordDay(argument: string, day: string): string {
  if (day >= earliestRecordDay) return day
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` not before ${earliestRecordDay}, but got ${day}. Check the year.`,
      zh: `\`${argument}\` 不得早于 ${earliestRecordDay}，而收到的是 ${day}。请检查年份。`,
    },
    { argument },
  )
}

/**
 * The day of something that has happened.
 *
 * @param today in China Standard Time
 * @throws {HubError} BAD_USER_INPUT when it lies before all that can be, TOO_EARLY when it is still to come.
 */
export function requirePastDay(argument: string, day: string, today: string): string {
  requireRecordDay(argument, day)
  requireNotAhead(argument, day, today)
  return day
}

/** @throws {HubError} TOO_EARLY when the day is still to come. */
export function requireNotAhead(argument: string, day: string, today: string): void {
  if (day <= today) return
  throw new HubError(
    'TOO_EARLY',
    {
      en: `Expected \`${argument}\` to be today (${today}, China Standard Time) or before, but got ${day}. Record it when it has happened.`,
      zh: `\`${argument}\` 应为今天（北京时间 ${today}）或更早，而收到的是 ${day}。请在发生之后登记。`,
    },
    { argument },
  )
}
