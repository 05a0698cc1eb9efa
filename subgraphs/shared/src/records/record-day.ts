import { earliestMonth } from '@shequ/schema/measures/periods'
import { HubError } from '@shequ/schema/errors/hub-error'

/**
 * The day of something that is measured.
 *
 * @throws {HubError} BAD_USER_INPUT when it lies before all that is measured: most likely a slip in the year.
 */
export function requireRecordDay(argument: string, day: string): string {
  const first = `${earliestMonth}-01`
  if (day >= first) return day
  throw new HubError(
    'BAD_USER_INPUT',
    `Expected \`${argument}\` not before ${first}, but got ${day}. Check the year.`,
    { argument },
  )
}
