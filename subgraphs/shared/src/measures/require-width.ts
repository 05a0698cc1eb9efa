import type { Question } from './plan-question.js'
import { refuse } from './require-limits.js'

/** The most rows that a question may make the database count before it orders and pages them. */
export const mostRows = 100_000

/** How many areas of each level a division of each level holds at most, roughly. */
const most = {
  CITY: { BOROUGH: 20, STREET: 500, COMMUNITY: 10_000 },
  BOROUGH: { BOROUGH: 1, STREET: 50, COMMUNITY: 2_000 },
  STREET: { BOROUGH: 1, STREET: 1, COMMUNITY: 100 },
  COMMUNITY: { BOROUGH: 1, STREET: 1, COMMUNITY: 1 },
} as const

type Level = keyof typeof most

const levelOfDigits: Readonly<Record<number, Level>> = { 6: 'BOROUGH', 9: 'STREET', 12: 'COMMUNITY' }

/**
 * Holds a question to a number of rows that is counted in good time, whatever part of them a page shows.
 *
 * @param digits how many digits name the division that is asked, which tells its level
 * @throws {HubError} BAD_USER_INPUT with how many it would be, and by what it can be narrowed.
 */
export function requireWidth({ level, periods, byPeriod, breakdowns, filter }: Question, digits: number): void {
  if (level === null) return
  const wholes: readonly (readonly [Level, number])[] = [
    [levelOfDigits[digits] ?? 'CITY', 1],
    ...(filter.boroughs ? ([['BOROUGH', filter.boroughs.length]] as const) : []),
    ...(filter.streets ? ([['STREET', filter.streets.length]] as const) : []),
    ...(filter.communities ? ([['COMMUNITY', filter.communities.length]] as const) : []),
  ]
  const areas = Math.min(...wholes.map(([of, number]) => most[of][level] * number))
  const rows = areas * (byPeriod ? periods.length : 1) * breakdowns.length
  if (rows <= mostRows) return
  throw refuse(
    'groupBy',
    `Expected a question of at most ${mostRows} rows, but this one may have ${rows}. Ask within a borough or a street, ` +
      'for fewer periods, or by fewer dimensions.',
  )
}
