import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { type CellKind, breakdownOf, learnerGroups } from '@shequ/schema/measures/breakdowns'
import type { Period } from '@shequ/schema/measures/periods'
import { codeOf, countsOf, table } from '../testing/hand-world.js'
import { city, releaseInTurn } from '../testing/release-in-turn.js'

const borough = '310101000000'
const other = '310104000000'
const letters = (count: number) => Array.from({ length: count }, (_, index) => String.fromCodePoint(65 + index))

/** A community of which each group made 20 visits a month to courses of 90 minutes and, while it held any, 15 to workshops of 120. */
function community(name: string, workshopMonths: number, months = 1) {
  const ofEach = (course: number, workshop: number) => {
    const kinds = { COURSE: course * months, ...(workshopMonths > 0 && { WORKSHOP: workshop * workshopMonths }) }
    return table(Object.fromEntries(learnerGroups.map((group) => [group, kinds])))
  }
  return countsOf(name, { attendances: ofEach(20, 15), minutes: ofEach(20 * 90, 15 * 120) })
}

/** The minutes of a month's courses and workshops of so many communities. */
const courses = (communities: number) => communities * learnerGroups.length * 20 * 90
const workshops = (communities: number) => communities * learnerGroups.length * 15 * 120

/** What returns say of minutes by kind, in periods that are released in turn: a number, bounds, or nothing. */
function minutesTold(worlds: Readonly<Record<Period, readonly ReturnType<typeof countsOf>[]>>) {
  const released = releaseInTurn(Object.keys(worlds), (period) => worlds[period] ?? [])
  return (period: Period, division: string, kind: CellKind = 'ALL') => {
    const one = released.get(period)?.returns.find((each) => each.division === division)
    const row = one?.cells.find(({ breakdown }) => breakdown === breakdownOf('ALL', kind))
    const isHidden = ((one?.hidden[baseCountNames.indexOf('minutes')] ?? 0) >> breakdownOf('ALL', kind)) & 1
    return isHidden ? (row?.bounds?.minutes ?? 'hidden') : (row?.counts.minutes ?? 0)
  }
}

test('minutes of a community are hidden, also where its visits are told: 35 visits of 3,600 minutes would be 20 of 90 and 15 of 120', () => {
  const told = minutesTold({ '2025-01': letters(25).map((name) => community(name, 1)) })
  expect(['ALL', 'COURSE'].map((kind) => told('2025-01', codeOf('A'), kind as CellKind))).toEqual(['hidden', 'hidden'])
})

test('those of a borough are told where ten communities had any of a kind, and of all kinds together where each is told', () => {
  const of = (holding: number) =>
    minutesTold({ '2025-01': letters(25).map((name, index) => community(name, index < holding ? 1 : 0)) })
  const [enough, few, none] = [of(10), of(9), of(0)]
  const inAll = courses(25) + workshops(10)
  expect([enough('2025-01', borough), enough('2025-01', city)]).toEqual([inAll, inAll])
  expect([few('2025-01', borough, 'COURSE'), none('2025-01', borough)]).toEqual([courses(25), courses(25)])
  expect([few('2025-01', borough, 'WORKSHOP'), few('2025-01', borough)]).toEqual([
    [0, expect.any(Number)],
    [0, expect.any(Number)],
  ])
})

test('those of a quarter are told where those of each month are: else the months would be told by the difference', () => {
  const month = (holding: number) => letters(25).map((name, index) => community(name, index < holding ? 1 : 0))
  const quarter = letters(25).map((name, index) => community(name, index < 5 ? 3 : 2, 3))
  const told = minutesTold({ '2025-01': month(25), '2025-02': month(25), '2025-03': month(5), '2025-Q1': quarter })
  expect(told('2025-02', borough, 'WORKSHOP')).toBe(workshops(25))
  expect(told('2025-Q1', borough, 'WORKSHOP')).toEqual([0, expect.any(Number)])
  expect(told('2025-Q1', borough, 'COURSE')).toBe(3 * courses(25))
})

test('those of a city are told where those of its boroughs that are not told are of none, or of enough together', () => {
  const inCity = (others: number) =>
    minutesTold({
      '2025-01': [
        ...letters(25).map((name) => community(name, 0)),
        ...letters(others).map((name) => community(`104001/${name}`, 0)),
      ],
    })
  expect(inCity(9)('2025-01', other)).toEqual([0, expect.any(Number)])
  expect(inCity(9)('2025-01', city)).toEqual([courses(25), expect.any(Number)])
  expect(inCity(10)('2025-01', city)).toBe(courses(35))
})
