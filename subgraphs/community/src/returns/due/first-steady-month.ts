import { monthAfter } from '@shequ/schema/measures/periods'

/** For how many months nothing is recorded after records that are stray. */
const longestGap = 12

/**
 * The first month of records that are more than stray: those before the last year in which nothing was recorded are taken for slips,
 * since one date that is years off would make the months between it and the others zeros, where they are missing.
 *
 * @param months in which something was recorded, in order
 * @param before a month; what is recorded of it or later does not count
 * @returns undefined where nothing was recorded before
 */
export function firstSteadyMonth(months: readonly string[], before: string): string | undefined {
  let first: string | undefined
  let previous: string | undefined
  for (const month of months.filter((each) => each < before)) {
    if (previous === undefined || monthsBetween(previous, month) >= longestGap) first = month
    previous = month
  }
  return first
}

/** How many months lie between two, both left out. */
function monthsBetween(earlier: string, later: string): number {
  let count = 0
  for (let month = monthAfter(earlier); month < later; month = monthAfter(month)) count += 1
  return count
}
