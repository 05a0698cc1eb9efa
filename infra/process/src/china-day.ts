/** China has one time zone, eight hours ahead of UTC, without summer time. */
const aheadOfUtc = 8 * 60 * 60 * 1_000

/** The calendar day of a moment in China Standard Time, `2025-03-01`. */
export function chinaDay(moment: Date): string {
  return new Date(moment.getTime() + aheadOfUtc).toISOString().slice(0, 10)
}

/** The moment so many days of 24 hours after another; before it where they are negative. */
export function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * 24 * 60 * 60 * 1_000)
}
