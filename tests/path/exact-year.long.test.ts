import { beforeAll, expect, test } from 'vitest'
import type { HiddenCell, PublishedSystem } from '@shequ/disclosure/testing/linear-system'
import { publishedSystem } from '@shequ/disclosure/testing/published-system'
import { countWithParts } from '@shequ/community/returns/count/count-with-parts'
import { partsOf } from '@shequ/disclosure'
import {
  type ProtectedCount,
  margins,
  areaIndexOf,
  protectCount,
  releaseWorldOf,
} from '@shequ/disclosure/testing/inside'
import { type Released, city, releaseInTurn } from '@shequ/disclosure/testing/release-in-turn'
import { untoldWholes } from '@shequ/disclosure/testing/untold-wholes'
import { openPool } from '@shequ/postgres/open-pool'
import { baseCountNames, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { type Period, grainOfPeriod, monthsOf } from '@shequ/schema/measures/periods'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { loadSmallBoroughs } from '../helpers/load-small-boroughs.js'

/** Inner boroughs: those with few communities, within which it is hard to find who makes up for a move. */
const inner = ['101', '104', '107', '110'].map((borough) => `310${borough}000000`)
const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']

let released: ReadonlyMap<Period, Released>
let year: ProtectedCount

beforeAll(async () => {
  const { community } = await loadSmallBoroughs(inner)
  const pool = openPool(community.url)
  try {
    const { codes, counts } = await sqlTransaction(pool, (sql) => countWithParts(sql, city, ['2024']))
    // Everybody shares all with everybody.
    released = releaseInTurn([...partsOf('2024'), '2024'], (period) =>
      [...codes].map((code) => ({
        code,
        smallestCell: 11,
        levels: measuredDatasets.map(() => 'PUBLIC'),
        values: counts.get(period)?.valuesOf(code) ?? new Float64Array(),
        dominated: [],
      })),
    )
  } finally {
    await pool.end()
  }
  const { release } = releasedIn('2024')
  year = protectCount(releaseWorldOf(release), 'participants', undefined, { secondary: true })
})

function releasedIn(period: Period): Released {
  const found = released.get(period)
  if (found === undefined) throw new Error(`Expected ${period} to be released.`)
  return found
}

const isOfBoroughOrCity = (division: string) => division.endsWith('000000')

/** How many cells of a count city and boroughs tell exactly in a period, of those by group and by kind and of the total, and of how many. */
function exactCells(
  count: 'participants' | 'attendances',
  period: Period,
): { readonly exact: number; readonly all: number } {
  const sums = releasedIn(period).returns.filter(({ kind, division }) => kind === 'SUM' && isOfBoroughOrCity(division))
  const cells = Array.from({ length: breakdownCount }, (_, cell) => cell).filter(
    (cell) => (margins >> cell) & 1 && hasBreakdown(count, cell, grainOfPeriod(period)),
  )
  const isExact = (hidden: readonly number[], cell: number) =>
    (((hidden[baseCountNames.indexOf(count)] ?? 0) >> cell) & 1) === 0
  const exact = sums.reduce((sum, { hidden }) => sum + cells.filter((cell) => isExact(hidden, cell)).length, 0)
  return { exact, all: sums.length * cells.length }
}

test.each(quarters)('of %s, city and boroughs tell at least 95 in 100 cells by group and by kind', (quarter) => {
  for (const count of ['participants', 'attendances'] as const) {
    const { exact, all } = exactCells(count, quarter)
    expect(exact / all).toBeGreaterThanOrEqual(0.95)
  }
})

test('of a year, they tell every cell of attendances and of persons', () => {
  for (const count of ['attendances', 'participants'] as const)
    expect(exactCells(count, '2024')).toEqual({ exact: 50, all: 50 })
})

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

/** For each of some shifts another community of the same borough that can make its opposite, never the one that is left aside. */
function partnersOf(community: number, combination: readonly number[], aside: number | undefined): number[] {
  const { world, space, proof } = year
  const borough = world.boroughOf[community] ?? 0
  const taken = new Set([community, aside])
  return combination.map((id) => {
    const canShift = (other: number) =>
      proof
        .shiftsOf(other)
        .some(
          ([shift, areaIndex]) => shift === space.opposite(id) && areaIndex === areaIndexOf(world, 'borough', borough),
        )
    const partner = world.boroughs[borough]?.communities.find((other) => !taken.has(other) && canShift(other))
    if (partner === undefined) throw new Error(`Expected somebody else to make the opposite of shift ${id}.`)
    taken.add(partner)
    return partner
  })
}

/** By how much cells change when communities shift their hidden values. */
function changesOf(
  made: readonly (readonly [community: number, id: number, sign: 1 | -1])[],
): ReadonlyMap<string, number> {
  const { world, space } = year
  const changed = new Map<string, number>()
  for (const [community, id, sign] of made) {
    for (const { periodIndex, up, down } of space.changes(id)) {
      for (let cell = 0; cell < breakdownCount; cell++) {
        const step = ((up >> cell) & 1) - ((down >> cell) & 1)
        const key = keyOf(world.communities[community]?.code ?? '', world.timeline.periods[periodIndex] ?? '', cell)
        if (step !== 0) changed.set(key, (changed.get(key) ?? 0) + sign * step)
      }
    }
  }
  return changed
}

function keyOf(community: string, period: Period, cell: number): string {
  return `${community}/${period}/${cell}`
}

test('where combinations of others’ shifts compensate, the world that this leaves looks the same, whoever of them is left aside', () => {
  const { world, proof } = year
  const trueValue = ({ community, period, cell }: HiddenCell) =>
    releasedIn(period).release.communities.find(({ code }) => code === community)?.values[cell] ?? 0
  const combined = world.city.communities.flatMap((community) =>
    proof
      .jointShiftsOf(community)
      .flatMap(({ shifts, times, combination }) =>
        combination === undefined ? [] : [{ community, shifts, times, combination }],
      ),
  )
  expect(combined.length).toBeGreaterThan(0)
  process.stdout.write(`Shifts compensated by combinations of others: ${combined.length}\n`)
  for (const borough of new Set(combined.map(({ community }) => world.boroughOf[community] ?? 0))) {
    const prefix = world.boroughs[borough]?.code.slice(0, 6) ?? ''
    const returns = [...released.values()].flatMap((each) => each.returns)
    const system = publishedSystem(
      returns.filter(({ division }) => division.startsWith(prefix)),
      'participants',
    )
    const truth = new Map(system.cells.map((cell) => [cell, trueValue(cell)]))
    const valueOf = (cell: HiddenCell) => truth.get(cell) ?? 0
    expect(holds(system, valueOf)).toBe(true)
    for (const { community, shifts, times, combination } of combined) {
      if (world.boroughOf[community] !== borough) continue
      for (const aside of [undefined, ...partnersOf(community, combination, undefined)]) {
        const own = shifts.flatMap((id) => Array.from({ length: times }, () => [community, id, 1] as const))
        const others = partnersOf(community, combination, aside).map(
          (partner, index) => [partner, combination[index] ?? 0, -1] as const,
        )
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
