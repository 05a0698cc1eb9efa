/** The day that activity is generated for, and how much is announced on it. */
export interface ActivityDay {
  /** What happened before it is there; what comes after it is announced. `2026-11-30`. */
  readonly day: string
  /** For how many months from that day programmes are announced. With 0 the data ends the day before. */
  readonly announcedMonths: number
}

/** What the pages and the tests show: 2024 and 2025 whole, and nothing of 2026. */
export const TWO_WHOLE_YEARS: ActivityDay = { day: '2026-01-01', announcedMonths: 0 }

/** For how many months programmes are announced where nobody says how many, and for how many at the most. */
export const ANNOUNCED_MONTHS = 3
export const MOST_MONTHS = 12

/** A day with three months announced, which is what is loaded on it where nobody asks for something else. */
export function activityDay(day: string): ActivityDay {
  return { day, announcedMonths: ANNOUNCED_MONTHS }
}
