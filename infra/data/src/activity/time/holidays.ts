import { type Day, dayOf, yearOf } from './calendar.js'

/** The first day of each Chinese year from 2022 to 2038: month and date. */
const SPRING_FESTIVALS: Readonly<Record<number, readonly [number, number]>> = {
  2022: [2, 1],
  2023: [1, 22],
  2024: [2, 10],
  2025: [1, 29],
  2026: [2, 17],
  2027: [2, 6],
  2028: [1, 26],
  2029: [2, 13],
  2030: [2, 3],
  2031: [1, 23],
  2032: [2, 11],
  2033: [1, 31],
  2034: [2, 19],
  2035: [2, 8],
  2036: [1, 28],
  2037: [2, 15],
  2038: [2, 4],
}

/** How much longer than a week the holidays were that the State Council announced: after Spring Festival, after 1 October. */
const LONGER: Readonly<Record<number, readonly [number, number]>> = { 2024: [2, 0], 2025: [1, 1] }

const closed = new Map<number, ReadonlySet<Day>>()

/** Whether nothing meets on a day: New Year, Spring Festival, Labour Day and National Day. Spring Festival is known from 2022 to 2038. */
export function isClosed(day: Day): boolean {
  const year = yearOf(day)
  let days = closed.get(year)
  if (days === undefined) closed.set(year, (days = new Set(closedIn(year))))
  return days.has(day)
}

/** The first day of the Chinese year that begins in a year; undefined where it is not known. */
export function springFestivalOf(year: number): Day | undefined {
  const [month, date] = SPRING_FESTIVALS[year] ?? []
  return month === undefined || date === undefined ? undefined : dayOf(year, month, date)
}

function closedIn(year: number): Day[] {
  const spring = springFestivalOf(year)
  const [afterSpring, afterNational] = LONGER[year] ?? [0, 0]
  return [
    dayOf(year, 1, 1),
    ...(spring === undefined ? [] : daysBetween(spring - 2, spring + 6 + afterSpring)),
    ...daysBetween(dayOf(year, 5, 1), dayOf(year, 5, 3)),
    ...daysBetween(dayOf(year, 10, 1), dayOf(year, 10, 7 + afterNational)),
  ]
}

function daysBetween(first: Day, last: Day): Day[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
