/** A day as its number from 1 January 1970. */
export type Day = number

const MILLISECONDS = 86_400_000
const FIRST_TABLED = Date.UTC(1990, 0, 1) / MILLISECONDS
const LAST_TABLED = Date.UTC(2040, 0, 1) / MILLISECONDS

const TEXTS: readonly string[] = Array.from({ length: LAST_TABLED - FIRST_TABLED }, (_, index) =>
  new Date((FIRST_TABLED + index) * MILLISECONDS).toISOString().slice(0, 10),
)

export function dayOf(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / MILLISECONDS
}

/** A day as `2025-03-01`. For days from 1990 to 2039. */
export function dayText(day: Day): string {
  const text = TEXTS[day - FIRST_TABLED]
  if (text === undefined) throw new RangeError(`expected a day from 1990 to 2039, got number ${day}`)
  return text
}

export function yearOf(day: Day): number {
  return Number(dayText(day).slice(0, 4))
}

/** From 1 to 12. */
export function monthOf(day: Day): number {
  return Number(dayText(day).slice(5, 7))
}

/** From 0, Sunday, to 6. */
export function weekdayOf(day: Day): number {
  return (day + 4) % 7
}

/** A moment in China Standard Time, which knows no summer time, as PostgreSQL reads it. `minute` counts from midnight. */
export function momentText(day: Day, minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0')
  return `${dayText(day)} ${hours}:${String(minute % 60).padStart(2, '0')}:00+08`
}
