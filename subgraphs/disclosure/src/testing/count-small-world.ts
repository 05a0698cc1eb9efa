import { baseCountNames, type BaseCountName } from '@shequ/schema/measures/base-counts'
import { breakdownCount, breakdownOf, learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import { type Period, monthsOf } from '@shequ/schema/measures/periods'
import { dominatedCounts } from '../model/dominated-counts.js'
import type { Person, SmallCommunity } from './small-world.js'

/** How long each session takes: whoever knows that reads attendances out of minutes. */
export const minutesEach = 90

/** The true counts of a community in a period, counted person by person. */
export function countsOf({ code, people }: Pick<SmallCommunity, 'code' | 'people'>, period: Period): Float64Array {
  const values = new Float64Array(baseCountNames.length * breakdownCount)
  const months = monthNumbers(period)
  const add = (count: BaseCountName, group: number, kinds: readonly number[], amount: number) => {
    for (const kind of kinds) {
      for (const cell of [
        breakdownOf('ALL', kindName(kind)),
        breakdownOf(learnerGroups[group] ?? 'GENERAL', kindName(kind)),
      ]) {
        const cellIndex = baseCountNames.indexOf(count) * breakdownCount + cell
        values[cellIndex] = (values[cellIndex] ?? 0) + amount
      }
    }
  }
  const put = (count: BaseCountName, cell: number, amount: number) => {
    const cellIndex = baseCountNames.indexOf(count) * breakdownCount + cell
    values[cellIndex] = (values[cellIndex] ?? 0) + amount
  }
  for (const month of months) {
    for (const kind of programmeKinds.keys()) {
      if (!isHeld({ code, people }, month, kind)) continue
      put('taughtMinutes', breakdownOf('ALL', 'ALL'), minutesEach)
      put('taughtMinutes', breakdownOf('ALL', kindName(kind)), minutesEach)
    }
    if (isEnded({ code, people }, month)) put('endedCourses', breakdownOf('ALL', 'ALL'), 1)
  }
  for (const [index, person] of people.entries()) {
    const { group, isOlder, attended, enrolled } = person
    const given = baseCountNames.indexOf('donations') * breakdownCount
    values[given] = (values[given] ?? 0) + giftOf(person, index, months)
    const here = attended.filter(({ month }) => months.has(month))
    const kinds = new Set(here.map(({ kind }) => kind))
    if (here.length > 0) {
      add('participants', group, [-1, ...kinds], 1)
      if (isOlder) add('olderParticipants', group, [-1, ...kinds], 1)
    }
    for (const { kind, times } of here) {
      add('attendances', group, [-1, kind], times)
      add('minutes', group, [-1, kind], minutesEach * times)
    }
    for (const { month, completed } of enrolled) {
      if (!months.has(month)) continue
      add('enrolments', group, [-1], 1)
      if (completed) add('completed', group, [-1], 1)
    }
  }
  return values
}

/** Whether a community held sessions of a kind in a month: where somebody attended some, and here and there where nobody did. */
function isHeld({ code, people }: Pick<SmallCommunity, 'code' | 'people'>, month: number, kind: number): boolean {
  const isAttended = people.some(({ attended }) => attended.some((one) => one.month === month && one.kind === kind))
  return isAttended || (Number(code.slice(-1)) + month + kind) % 2 === 0
}

/** Whether a course of a community ended in a month, likewise. */
function isEnded({ code, people }: Pick<SmallCommunity, 'code' | 'people'>, month: number): boolean {
  const isEnrolled = people.some(({ enrolled }) => enrolled.some((one) => one.month === month))
  return isEnrolled || (Number(code.slice(-1)) + month) % 2 === 0
}

/** Money counts of a community that would tell of somebody in a period: older people give, each time they attend. */
export function dominatedOf({ people }: SmallCommunity, period: Period): readonly number[] {
  const gifts = people.map((person, index) => giftOf(person, index, monthNumbers(period))).filter((fen) => fen > 0)
  const [first = 0, second = 0] = gifts.toSorted((a, b) => b - a)
  const total = gifts.reduce((sum, fen) => sum + fen, 0)
  if (total === 0) return []
  return dominatedCounts([{ count: 'donations', contributors: gifts.length, largestTwo: (first + second) / total }])
}

function giftOf({ isOlder, attended }: Person, index: number, months: ReadonlySet<number>): number {
  if (!isOlder) return 0
  const times = attended.filter(({ month }) => months.has(month)).length
  return times * 1_000 * (1 + (index % 5) * 3)
}

function monthNumbers(period: Period): ReadonlySet<number> {
  return new Set(monthsOf(period).map((month) => Number(month.slice(5)) - 1))
}

function kindName(kind: number) {
  return kind < 0 ? ('ALL' as const) : (programmeKinds[kind] ?? 'COURSE')
}
