import { scalarForms } from '@shequ/schema/scalars/scalar-forms'
import { type ActivityDay, MOST_MONTHS } from './activity-day.js'
import { type Day, dayOf } from './calendar.js'

/** From when to when activity is generated. */
export interface ActivityCalendar {
  readonly of: ActivityDay
  /** The day that activity is generated for: what is before it has happened. */
  readonly today: Day
  /** 1 January two years before. */
  readonly firstDay: Day
  /** The day before today: the last that is over. */
  readonly lastDay: Day
  /** The two calendar years before this one. */
  readonly pastYears: readonly [number, number]
  /** The years in which programmes may begin: those two, this one, and the next where something is announced for it. */
  readonly years: readonly number[]
  /** The last day on which an announced programme begins; the day before today when nothing is announced. */
  readonly announcedUntil: Day
  /** The last day on which anything meets: courses go on after `announcedUntil`. */
  readonly lastMeeting: Day
  /** How long it all is, by the length of the two whole years. */
  readonly length: number
}

const EARLIEST = '2024-01-01'
const LATEST = '2037-06-30'

/** @throws {RangeError} for a day that there is no calendar for. */
export function activityCalendar(of: ActivityDay): ActivityCalendar {
  const { day, announcedMonths } = of
  if (scalarForms.Date.read(day) === undefined || day < EARLIEST || day > LATEST)
    throw new RangeError(`Expected a day from ${EARLIEST} to ${LATEST} to generate activity for, but got "${day}".`)
  if (!Number.isInteger(announcedMonths) || announcedMonths < 0 || announcedMonths > MOST_MONTHS)
    throw new RangeError(`Expected 0 to ${MOST_MONTHS} months to announce programmes for, but got ${announcedMonths}.`)
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const today = dayOf(year, month, date)
  const firstDay = dayOf(year - 2, 1, 1)
  const lastDay = today - 1
  const announcedUntil = announcedMonths === 0 ? lastDay : monthsLater(year, month + announcedMonths, date)
  const years: number[] = []
  for (let next = year - 2; dayOf(next, 1, 1) <= announcedUntil; next++) years.push(next)
  return {
    of,
    today,
    firstDay,
    lastDay,
    pastYears: [year - 2, year - 1],
    years,
    announcedUntil,
    lastMeeting: announcedMonths === 0 ? lastDay : Infinity,
    length: (lastDay - firstDay + 1) / (dayOf(year, 1, 1) - firstDay),
  }
}

/** The same date of a later month, or its last day where it has no such date. */
function monthsLater(year: number, month: number, date: number): Day {
  return Math.min(dayOf(year, month, date), dayOf(year, month + 1, 1) - 1)
}
