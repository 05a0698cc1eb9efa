import { beforeAll, expect, test } from 'vitest'
import type { HiddenCell, PublishedSystem } from '@shequ/disclosure/testing/linear-system'
import { publishedSystem } from '@shequ/disclosure/testing/published-system'
import {
  type JointShift,
  type ProtectedCount,
  allSteps,
  areEnoughTogether,
  protectCount,
  releaseWorldOf,
  timesOfEach,
} from '@shequ/disclosure/testing/inside'
import type { Released } from '@shequ/disclosure/testing/release-in-turn'
import { untoldWholes } from '@shequ/disclosure/testing/untold-wholes'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { type Period, monthsOf } from '@shequ/schema/measures/periods'
import { releaseSmallYear } from '../helpers/release-small-year.js'

/** Inner boroughs: those with few communities, within which it is hard to find who makes up for a move. */
const inner = ['101', '104', '107', '110'].map((borough) => `310${borough}000000`)
const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']

let released: ReadonlyMap<Period, Released>
let year: ProtectedCount

beforeAll(async () => {
  released = await releaseSmallYear(inner, '2024')
  year = protectCount(releaseWorldOf(releasedIn('2024').release), 'participants', undefined, allSteps)
})

function releasedIn(period: Period): Released {
  const found = released.get(period)
  if (found === undefined) throw new Error(`Expected ${period} to be released.`)
  return found
}

/** Whether every relation and bound that was published holds of some values. */
function holds({ cells, least, most, relations }: PublishedSystem, valueOf: (cell: HiddenCell) => number): boolean {
  const values = cells.map(valueOf)
  const isWithin = (value: number, low: number, high: number) => value >= low && value <= high
  return (
    values.every((value, index) => isWithin(value, least[index] ?? 0, most[index] ?? 0)) &&
    relations.every(({ terms, low, high }) => {
      let sum = 0
      for (const [index, factor] of terms) sum += factor * (values[index] ?? 0)
      return isWithin(sum, low, high)
    })
  )
}

/** Shifts that communities make so often. */
type Made = readonly (readonly [community: number, id: number, times: number])[]

/** The opposites of shifts that a community makes together, shared out among others, the rarest first; but not to the one left aside. */
function opposedBy(community: number, joint: JointShift, aside: number | undefined): Made {
  const taken = new Set([community, aside])
  const made = [...timesOfEach(joint.shifts, joint.times)].map(([id, times]) => ({
    opposite: year.space.opposite(id),
    times,
    able: ableTo(community, id),
  }))
  made.sort((one, other) => one.able.length - other.able.length)
  return made.flatMap(({ opposite, times, able }) => {
    let left = times
    return able.flatMap(([other, can]) => {
      if (left <= 0 || taken.has(other)) return []
      taken.add(other)
      const often = Math.min(left, can)
      left -= often
      return [[other, opposite, often] as const]
    })
  })
}

/** Who can make the opposite of a community's shift in the area in which it shows, and how often: those who can most often first. */
function ableTo(community: number, id: number): readonly (readonly [community: number, times: number])[] {
  const { world, space, proof } = year
  const opposite = space.opposite(id)
  const areaIndex = proof.areaAt(community, id)
  return world.city.communities
    .flatMap((other) =>
      proof
        .shiftsOf(other)
        .filter((own) => other !== community && own.id === opposite && own.areaIndex === areaIndex)
        .map(({ times }) => [other, times] as const),
    )
    .sort(([, one], [, other]) => other - one)
}

/** By how much cells change when communities shift their hidden values. */
function changesOf(made: Made): ReadonlyMap<string, number> {
  const { world, space } = year
  const changed = new Map<string, number>()
  for (const [community, id, times] of made) {
    for (const { periodIndex, up, down } of space.changes(id)) {
      for (let cell = 0; cell < breakdownCount; cell++) {
        const step = ((up >> cell) & 1) - ((down >> cell) & 1)
        const key = keyOf(world.communities[community]?.code ?? '', world.timeline.periods[periodIndex] ?? '', cell)
        if (step !== 0) changed.set(key, (changed.get(key) ?? 0) + times * step)
      }
    }
  }
  return changed
}

function keyOf(community: string, period: Period, cell: number): string {
  return `${community}/${period}/${cell}`
}

test('where a community makes several shifts together, the world that this leaves looks the same, whoever opposes them', () => {
  const { world, proof } = year
  const trueValue = ({ community, period, cell }: HiddenCell) =>
    releasedIn(period).release.communities.find(({ code }) => code === community)?.values[cell] ?? 0
  const together = world.city.communities.flatMap((community) =>
    proof
      .jointShiftsOf(community)
      .filter(({ shifts, times }) => {
        const opposed = [...timesOfEach(shifts, times)].map(([id, often]) => ({
          times: often,
          able: proof.opposing(proof.areaAt(community, id), community, id),
        }))
        return shifts.every((id) => proof.areaAt(community, id) >= 0) && areEnoughTogether(opposed)
      })
      .map((joint) => ({ community, joint })),
  )
  expect(together.length).toBeGreaterThan(0)
  process.stdout.write(`Shifts made together that others oppose: ${together.length}\n`)
  for (const borough of new Set(together.map(({ community }) => world.boroughOf[community] ?? 0))) {
    const prefix = world.boroughs[borough]?.code.slice(0, 6) ?? ''
    const returns = [...released.values()].flatMap((each) => each.returns)
    const system = publishedSystem(
      returns.filter(({ division }) => division.startsWith(prefix)),
      'participants',
    )
    const truth = new Map(system.cells.map((cell) => [cell, trueValue(cell)]))
    const valueOf = (cell: HiddenCell) => truth.get(cell) ?? 0
    expect(holds(system, valueOf)).toBe(true)
    for (const { community, joint } of together) {
      if (world.boroughOf[community] !== borough) continue
      const usual = opposedBy(community, joint, undefined)
      for (const aside of [undefined, ...new Set(usual.map(([other]) => other))]) {
        const own = [...timesOfEach(joint.shifts, joint.times)].map(([id, times]) => [community, id, times] as const)
        const others = opposedBy(community, joint, aside)
        const changed = changesOf([...own, ...others])
        const changedTo = (cell: HiddenCell) =>
          valueOf(cell) + (changed.get(keyOf(cell.community, cell.period, cell.cell)) ?? 0)
        expect(holds(system, changedTo)).toBe(true)
      }
    }
  }
})

test('a year is told wherever its quarters tell it, and a quarter wherever its months do', () => {
  const returns = [...released.values()].flatMap((each) => each.returns)
  const { compared, untold } = untoldWholes(returns, '2024', quarters)
  expect(untold).toEqual([])
  expect(compared).toBeGreaterThan(0)
  for (const quarter of quarters) {
    const part = untoldWholes(returns, quarter, monthsOf(quarter))
    expect([part.untold, part.compared > 0]).toEqual([[], true])
  }
})
