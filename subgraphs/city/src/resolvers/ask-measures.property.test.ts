import { afterAll, beforeAll, expect, test } from 'vitest'
import { boroughOf, streetOf } from '@shequ/schema/codes/division-code'
import { anonymous } from '@shequ/schema/viewer'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { everyCell, returned } from '@shequ/subgraph/testing/returned-measures'
import fc from 'fast-check'
import type { Database } from '../database/open-database.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'
import { areas, city, communities } from '../testing/measured-city.js'

let hub: TestSubgraph<Database>
beforeAll(async () => {
  hub = await openCitySubgraph()
  await hub.sql(areas)
})
afterAll(() => hub.close())

const planner = { ...officeOf('city', city), role: 'planner' as const }
const streets = [...new Set(communities.map(streetOf))]
const boroughs = [...new Set(communities.map(boroughOf))]

/** What a community returned, and what is true of it. */
interface Named {
  readonly level: 'PRIVATE' | 'CITY' | 'PUBLIC'
  readonly summed: boolean
  readonly isHidden: boolean
  readonly truth: number
}

/** A sum of an area, known or within so much of the truth. */
interface Sum {
  readonly level: 'CITY' | 'PUBLIC'
  readonly slack: number
}

interface World {
  readonly named: readonly (Named | null)[]
  readonly sums: Readonly<Record<string, Sum | null>>
  readonly isPlanner: boolean
}

const named: fc.Arbitrary<Named> = fc.record({
  level: fc.constantFrom('PRIVATE', 'CITY', 'PUBLIC'),
  summed: fc.boolean(),
  isHidden: fc.boolean(),
  truth: fc.nat(40),
})
const sum: fc.Arbitrary<Sum> = fc.record({
  level: fc.constantFrom('CITY', 'PUBLIC'),
  slack: fc.constantFrom(0, 0, 5),
})
const worlds: fc.Arbitrary<World> = fc.record({
  named: fc.array(fc.option(named, { freq: 4 }), { minLength: 6, maxLength: 6 }),
  sums: fc.record(
    Object.fromEntries([city, ...boroughs, ...streets].map((area) => [area, fc.option(sum, { freq: 2 })])),
  ),
  isPlanner: fc.boolean(),
})

/** What is known of an area: between which numbers the attendances of the communities in the figure lie. */
interface Figure {
  readonly low: number
  readonly high: number
  readonly truth: number
  readonly reported: number
}

const nothing: Figure = { low: 0, high: 0, truth: 0, reported: 0 }

function plus(a: Figure, b: Figure): Figure {
  return {
    low: a.low + b.low,
    high: a.high + b.high,
    truth: a.truth + b.truth,
    reported: a.reported + b.reported,
  }
}

const within = (code: string, area: string) => code.startsWith(area.replace(/0+$/, ''))

/** The figure of an area by its definition, from the largest sum that the reader may see downward. */
function figureOf(area: string, world: World): Figure {
  const reads = ({ level }: Named | Sum) => level === 'PUBLIC' || (level === 'CITY' && world.isPlanner)
  const byName = (isCovered: boolean) =>
    communities.map((code, index): Figure => {
      const own = world.named[index]
      if (!own || !within(code, area)) return nothing
      if (own.summed && isCovered) return { ...nothing, truth: own.truth, reported: 1 }
      if (!reads(own)) return nothing
      const high = own.isHidden ? 50 : own.truth
      return { low: own.isHidden ? 0 : own.truth, high, truth: own.truth, reported: 1 }
    })
  const areaSum = world.sums[area]
  if (areaSum && reads(areaSum)) {
    const truth = sumOf(area, world)
    const { low, high } = boundsOf(truth, areaSum)
    return [{ low, high, truth: 0, reported: 0 }, ...byName(true)].reduce(plus)
  }
  const parts = area === city ? boroughs : boroughs.includes(area) ? streets.filter((code) => within(code, area)) : []
  return (parts.length > 0 ? parts.map((part) => figureOf(part, world)) : byName(false)).reduce(plus)
}

function sumOf(area: string, { named }: World): number {
  return communities.reduce(
    (total, code, index) => total + (within(code, area) && named[index]?.summed ? named[index].truth : 0),
    0,
  )
}

const boundsOf = (truth: number, { slack }: Sum) => ({ low: Math.max(0, truth - slack), high: truth + slack })

/** Attendances of the general public in courses, and of nobody else. */
function inCourses(attendances: number) {
  return Object.fromEntries(
    ['ALL ALL', 'ALL COURSE', 'GENERAL ALL', 'GENERAL COURSE'].map((cell) => [cell, { attendances }]),
  )
}

function sqlOf(world: World): string {
  const period = '2025-Q1'
  const ofNamed = communities.flatMap((division, index) => {
    const own = world.named[index]
    if (!own) return []
    const { level, summed, isHidden, truth } = own
    const known = level === 'PRIVATE' || isHidden ? {} : { cells: inCourses(truth) }
    const hidden = level !== 'PRIVATE' && isHidden ? { hidden: { 2: everyCell }, high: { 2: 50 } } : {}
    return [returned({ division, period, levels: level, summed, ...hidden, ...known })]
  })
  const ofSums = Object.entries(world.sums).flatMap(([division, areaSum]) => {
    if (!areaSum) return []
    const truth = sumOf(division, world)
    const { low, high } = boundsOf(truth, areaSum)
    const parts =
      areaSum.slack === 0
        ? { cells: inCourses(truth) }
        : {
            hidden: { 2: everyCell },
            high: { 2: 1000 },
            cells: { 'ALL ALL': { bounds: `'{"attendances": [${low}, ${high}]}'` } },
          }
    return [returned({ division, period, kind: 'SUM', levels: areaSum.level, ...parts })]
  })
  return ['delete from measure_return', 'delete from cell', ...ofNamed, ...ofSums].join(';\n')
}

interface Row {
  areaCode: string | null
  cells: {
    status: string
    value: number | null
    low: number | null
    high: number | null
    coverage: { expected: number; reported: number; withheld: number; missing: number }
  }[]
}

const fields = 'areaCode cells { status value low high coverage { expected reported withheld missing } }'

async function ask(groupBy: string, world: World): Promise<{ rows: Row[]; totals: Row[] }> {
  const { data, errors } = await hub.ask(
    `{ measures(within: "${city}", query: {measures: [ATTENDANCES], groupBy: [${groupBy}], from: "2025-01", to: "2025-03", grain: QUARTER}) {
      rows { ${fields} } totals { ${fields} } } }`,
    {},
    world.isPlanner ? planner : anonymous,
  )
  expect(errors).toEqual([])
  return (data as { measures: { rows: Row[]; totals: Row[] } }).measures
}

test('every figure is its definition, its bounds hold the truth, and whole parts add up to the whole', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await hub.sql(sqlOf(world))
      for (const [groupBy, codes] of [
        ['', [city]],
        ['BOROUGH', boroughs],
        ['STREET', streets],
      ] as const) {
        const { rows, totals } = await ask(groupBy, world)
        expect(rows.map(({ areaCode }) => areaCode ?? city)).toEqual(codes)
        rows.forEach((row, index) => expectFigure(row, codes[index] ?? '', world))
        for (const total of totals) expectFigure(total, city, world)
        expect(addsUp(rows, totals[0])).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)

/** Whether parts that are exactly known and whole add up to what is known of the whole. */
function addsUp(rows: readonly Row[], total: Row | undefined): boolean {
  const parts = rows.flatMap(({ cells }) => cells)
  const added = parts.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const isWhole = parts.every(({ status }) => status === 'VALUE' || status === 'ZERO')
  const { low = null, high = null } = total?.cells[0] ?? {}
  return !isWhole || ((low ?? Infinity) <= added && added <= (high ?? -Infinity))
}

/** A figure's coverage is that of its definition, and its bounds are no wider: whatever else is told has narrowed them. */
function expectFigure({ cells: [cell] }: Row, area: string, world: World): void {
  const defined = figureOf(area, world)
  const inside = communities.flatMap((code, index) => (within(code, area) ? [world.named[index]] : []))
  const expected = inside.length
  const { reported, truth } = defined
  const missing = inside.filter((own) => own === null).length
  expect(cell?.coverage).toEqual({ expected, reported, withheld: expected - missing - reported, missing })
  const { low = null, high = null } = cell ?? {}
  const exact = reported < expected ? 'PARTIAL' : low === 0 ? 'ZERO' : 'VALUE'
  const told = { status: low === high ? exact : 'SUPPRESSED', value: low === high ? low : null }
  const none = { status: missing === 0 ? 'WITHHELD' : 'NOT_REPORTED', value: null, low: null, high: null }
  expect(cell).toMatchObject(reported === 0 ? none : told)
  const isWithin =
    low !== null && high !== null && defined.low <= low && low <= truth && truth <= high && high <= defined.high
  expect(isWithin || reported === 0).toBe(true)
}
