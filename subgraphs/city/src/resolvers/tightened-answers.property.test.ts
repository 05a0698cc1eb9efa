import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CellGroup, CellKind } from '@shequ/schema/measures/breakdowns'
import { officeOf, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import fc from 'fast-check'
import type { Database } from '../database/open-database.js'
import { areas, city } from '../testing/measured-city.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'
import { askedOf, attendancesOf, type ReleasedWorld, releasedWorlds, releaseSql } from '../testing/released-worlds.js'

let hub: TestSubgraph<Database>
beforeAll(async () => {
  hub = await openCitySubgraph()
  await hub.sql(areas)
})
afterAll(() => hub.close())

const planner = { ...officeOf('city', city), role: 'planner' as const }

interface Row {
  readonly areaCode: string | null
  readonly period: string | null
  readonly learnerGroup: CellGroup | null
  readonly programmeKind: CellKind | null
  readonly low: number
  readonly high: number
}

async function ask(groupBy: string, when: string, more = ''): Promise<Row[]> {
  const query = `measures: [ATTENDANCES], first: 500, groupBy: [${groupBy}], ${when}${more}`
  const { data, errors } = await hub.ask(
    `{ measures(within: "${city}", query: {${query}}) { rows { areaCode period learnerGroup programmeKind cells { low high } } } }`,
    {},
    planner,
  )
  expect(errors).toEqual([])
  const { rows } = (data as { measures: { rows: (Row & { cells: { low: number; high: number }[] })[] } }).measures
  return rows.map(({ cells: [cell], ...row }) => ({ ...row, low: cell?.low ?? 0, high: cell?.high ?? Infinity }))
}

/** Holds each whole to its parts, and each part to its whole and the other parts. */
function expectTightest(
  wholes: readonly Row[],
  parts: readonly Row[],
  isPart: (part: Row, whole: Row) => boolean,
): void {
  for (const whole of wholes) {
    const own = parts.filter((part) => isPart(part, whole))
    const sum = (end: 'low' | 'high') => own.reduce((total, part) => total + part[end], 0)
    expect(own.length).toBeGreaterThan(0)
    expect(whole.low).toBeGreaterThanOrEqual(sum('low'))
    expect(whole.high).toBeLessThanOrEqual(sum('high'))
    for (const part of own) {
      expect(part.low).toBeGreaterThanOrEqual(whole.low - (sum('high') - part.high))
      expect(part.high).toBeLessThanOrEqual(whole.high - (sum('low') - part.low))
    }
  }
}

const sameArea = (part: Row, whole: Row) => part.areaCode === whole.areaCode
const within = (part: Row, whole: Row) => (part.areaCode ?? '').startsWith((whole.areaCode ?? '').replace(/0+$/, ''))
const sameTime = (part: Row, whole: Row) => part.period === whole.period
const year = askedOf('2025')
const quarters = 'from: "2025-01", to: "2025-12", grain: QUARTER'
const byMonth = 'from: "2025-01", to: "2025-03", grain: MONTH'

test('no answer is looser than what another answer of the same reader gives, and each holds the truth', async () => {
  await fc.assert(
    fc.asyncProperty(releasedWorlds, async (world) => {
      await hub.sql(releaseSql(world))
      const inYear = await ask('BOROUGH', year)
      const inQuarters = await ask('BOROUGH, PERIOD', quarters)
      const groups = await ask('BOROUGH, PERIOD, LEARNER_GROUP', quarters)
      const both = await ask('BOROUGH, PERIOD, LEARNER_GROUP, PROGRAMME_KIND', quarters)
      expectTightest(inYear, inQuarters, sameArea)
      expectTightest(
        inQuarters.filter(({ period }) => period === '2025-Q1'),
        await ask('BOROUGH, PERIOD', byMonth),
        sameArea,
      )
      expectTightest(inQuarters, groups, (part, whole) => sameArea(part, whole) && sameTime(part, whole))
      expectTightest(
        groups,
        both,
        (part, whole) => sameArea(part, whole) && sameTime(part, whole) && part.learnerGroup === whole.learnerGroup,
      )
      expectTightest(await ask('', year), inYear, () => true)
      expectTightest(await ask('BOROUGH', askedOf('2025-Q1')), await ask('STREET', askedOf('2025-Q1')), within)
      expect(await ask('BOROUGH', quarters)).toEqual(inYear.map((row) => ({ ...row, period: null })))
      for (const row of [...inYear, ...inQuarters, ...groups, ...both]) expectTruth(row, world)
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 60_000)

function expectTruth({ areaCode, period, learnerGroup, programmeKind, low, high }: Row, world: ReleasedWorld): void {
  const truth = attendancesOf(world, areaCode ?? city, period ?? '2025', learnerGroup ?? 'ALL', programmeKind ?? 'ALL')
  expect(low).toBeLessThanOrEqual(truth)
  expect(high).toBeGreaterThanOrEqual(truth)
}

test('groups taken together, and months, are as tight as what is left of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(releasedWorlds, async (world) => {
      await hub.sql(releaseSql(world))
      const quarter = askedOf('2025-Q1')
      const some = await ask('BOROUGH', quarter, ', filter: {learnerGroups: [RETIRED, MIGRANTS]}')
      const others = await ask('BOROUGH', quarter, ', filter: {learnerGroups: [YOUNG_UNEMPLOYED, UNSKILLED, GENERAL]}')
      expectTightest(await ask('BOROUGH', quarter), [...some, ...others], sameArea)
      const first = await ask('BOROUGH', 'from: "2025-01", to: "2025-02", grain: MONTH')
      expectTightest(await ask('BOROUGH', quarter), [...first, ...(await ask('BOROUGH', askedOf('2025-03')))], sameArea)
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 60_000)

test('an answer takes one statement where nothing hides, and three where something does', async () => {
  const [open, hidden] = [0, 1].map((mask) => ({
    attendances: Array.from({ length: 360 }, (_, place) => place % 7),
    masks: Array.from({ length: 12 * 8 }, () => mask),
    withholds: false,
  }))
  await hub.sql(releaseSql(open as ReleasedWorld))
  hub.statements.reset()
  await ask('BOROUGH', year)
  expect(hub.statements.count).toBe(1)
  await hub.sql(releaseSql(hidden as ReleasedWorld))
  hub.statements.reset()
  const told = await ask('BOROUGH', year)
  expect(hub.statements.count).toBe(3)
  expect(told.every(({ low, high }) => low === high)).toBe(true)
})
