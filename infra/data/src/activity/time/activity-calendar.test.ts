import { describe, expect, test } from 'vitest'
import { activityCalendar } from './activity-calendar.js'
import { TWO_WHOLE_YEARS, activityDay } from './activity-day.js'
import { dayOf, dayText } from './calendar.js'
import { isClosed, springFestivalOf } from './holidays.js'

describe('the calendar of generated activity', () => {
  test('of a day reaches from the year two years before to three months ahead', () => {
    const { firstDay, lastDay, announcedUntil, pastYears, years } = activityCalendar(activityDay('2026-11-30'))
    expect([firstDay, lastDay, announcedUntil].map(dayText)).toEqual(['2024-01-01', '2026-11-29', '2027-02-28'])
    expect([pastYears, years]).toEqual([
      [2024, 2025],
      [2024, 2025, 2026, 2027],
    ])
  })

  test('with nothing announced ends the day before', () => {
    const calendar = activityCalendar(TWO_WHOLE_YEARS)
    expect([calendar.lastDay, calendar.announcedUntil, calendar.lastMeeting].map(dayText)).toEqual(
      Array.from({ length: 3 }, () => '2025-12-31'),
    )
    expect(calendar).toMatchObject({ years: [2024, 2025], length: 1 })
  })

  test.each(['2026-02-30', '2026-1-1', 'today', '2023-12-31', '2037-07-01', ''])('knows no day "%s"', (day) => {
    expect(() => activityCalendar(activityDay(day))).toThrow(`but got "${day}"`)
  })

  test.each([-1, 13, 1.5])('announces programmes for no %d months', (announcedMonths) => {
    expect(() => activityCalendar({ day: '2026-01-01', announcedMonths })).toThrow('Expected 0 to 12 months')
  })
})

/** The runtime's calendar is a day off where the new moon falls within minutes of midnight, as in 2027 and 2030. */
test('Spring Festival is on the first day of the Chinese calendar', () => {
  const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'Asia/Shanghai',
  })
  for (let year = 2022; year <= 2038; year++) {
    const day = springFestivalOf(year) ?? 0
    const dates = [day - 1, day, day + 1].map((either) => chinese.format(new Date(`${dayText(either)}T04:00:00Z`)))
    expect([year, dates]).toEqual([year, expect.arrayContaining(['1/1'])])
    expect([day - 1, day, day + 6].map(isClosed)).toEqual([true, true, true])
  }
  expect(springFestivalOf(2039)).toBeUndefined()
})

test('nothing meets on the holidays that were announced, and something does around them', () => {
  const holidays = [
    ['2024-02-08', '2024-02-18'],
    ['2024-10-01', '2024-10-07'],
    ['2025-01-27', '2025-02-05'],
    ['2025-10-01', '2025-10-08'],
  ] as const
  for (const [first, last] of holidays) {
    const [from, to] = [first, last].map((text) => {
      const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
      return dayOf(year, month, date)
    }) as [number, number]
    expect([from - 1, from, to, to + 1].map(isClosed)).toEqual([false, true, true, false])
  }
})
