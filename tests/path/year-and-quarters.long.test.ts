import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { shareOf } from '@shequ/process/testing/random-seed'
import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import { anonymous } from '@shequ/schema/viewer'
import { addsOverTime } from '@shequ/subgraph/measures/measure-counts'
import { officeOf } from '@shequ/subgraph/testing/open-test-subgraph'
import { boroughs } from '../helpers/boroughs-of-shanghai.js'
import { urlsOf } from '../helpers/city-templates.js'
import { afterAllPeriods, returnPeriods } from '../helpers/load-returned-city.js'
import { loadSmallBoroughs } from '../helpers/load-small-boroughs.js'
import { openTiers, type OpenTiers } from '../helpers/open-tiers.js'

const city = '310000000000'
/**
 * All boroughs. Where a share of the long tests is asked for, as by CI, Huangpu and three more with few communities, in which most hides:
 * closing the whole city takes minutes.
 */
const isWhole = shareOf(boroughs.length) === boroughs.length
const active = isWhole ? boroughs : ['101', '105', '106', '109'].map((borough) => `310${borough}000000`)
const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']
const viewers = { everybody: anonymous, planner: { ...officeOf('city', city), role: 'planner' } } as const
type ViewerName = keyof typeof viewers

let open: OpenTiers
beforeAll(async () => {
  const databases = await loadSmallBoroughs(active)
  await returnPeriods(urlsOf(databases, 'ownerUrl'), new Set([...quarters, '2024']))
  open = await openTiers(urlsOf(databases, 'url'), createLog('test', 'error'), () => afterAllPeriods)
})
afterAll(() => open.close())

interface Bounds {
  readonly low: number
  readonly high: number
}

interface Table {
  readonly rows: readonly {
    readonly areaCode: string
    readonly period: string | null
    readonly cells: readonly { readonly low: number | null; readonly high: number | null }[]
  }[]
  readonly undecided: number
}

/** What the city answers of a measure in 2024, borough by borough. */
async function ask(viewer: ViewerName, measure: MeasureName, grain: 'YEAR' | 'QUARTER', more = ''): Promise<Table> {
  const { data, errors = [] } = await open.opened.city.subgraph.call({
    query: `{ measures(within: "${city}", query: {measures: [${measure}], from: "2024-01", to: "2024-12", grain: ${grain},
      ${more || 'groupBy: [BOROUGH]'}}) { rows { areaCode period cells { low high } } undecided } }`,
    variables: {},
    viewer: viewers[viewer],
  })
  expect(errors).toEqual([])
  return (data as { measures: Table }).measures
}

/** The bounds of each borough's figures; of nothing known, none. */
function boundsIn({ rows }: Table): ReadonlyMap<string, readonly Bounds[]> {
  const bounds = new Map<string, Bounds[]>()
  for (const { areaCode, cells } of rows) {
    const own = cells.map(({ low, high }) => ({ low: low ?? -Infinity, high: high ?? Infinity }))
    bounds.set(areaCode, [...(bounds.get(areaCode) ?? []), ...own])
  }
  return bounds
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

/** What figures of the quarters say of the year's: their sum, what is in any of them, or what holds on the last day. */
const combined: Partial<Record<MeasureName, (quarters: readonly Bounds[]) => Bounds>> = {
  ATTENDANCES: (of) => ({ low: total(of.map(({ low }) => low)), high: total(of.map(({ high }) => high)) }),
  PARTICIPATION_RATE: inAnyOf,
  OLDER_PARTICIPATION_RATE: inAnyOf,
  VOLUNTEERS_PER_10000: inAnyOf,
  PROGRAMMES: inAnyOf,
  PLACES: inAnyOf,
  CENTRES: onLastDay,
  CONSIGNED_SHARE: onLastDay,
  DESIGNATION_SHARE: onLastDay,
}

function inAnyOf(of: readonly Bounds[]): Bounds {
  return { low: Math.max(...of.map(({ low }) => low)), high: total(of.map(({ high }) => high)) }
}

function onLastDay(of: readonly Bounds[]): Bounds {
  return of.at(-1) ?? { low: -Infinity, high: Infinity }
}

/** The bounds of a year's figure that follow from the quarters' answers. */
async function fromQuarters(viewer: ViewerName, measure: MeasureName): Promise<ReadonlyMap<string, Bounds>> {
  if (measure === 'HOURS_PER_PARTICIPANT') {
    const hours = await fromQuarters(viewer, 'HOURS_PER_RESIDENT')
    const persons = await fromQuarters(viewer, 'PARTICIPATION_RATE')
    const each = ([area, { low, high }]: readonly [string, Bounds]) => {
      const rate = persons.get(area) ?? { low: 0, high: Infinity }
      return [area, { low: (100 * low) / rate.high, high: (100 * high) / rate.low }] as const
    }
    return new Map([...hours].filter(([, { high }]) => high < Infinity).map(each))
  }
  const combine = combined[measure]
  if (combine === undefined) {
    const together = boundsIn(await ask(viewer, measure, 'QUARTER'))
    return new Map([...together].map(([area, of]) => [area, onLastDay(of)]))
  }
  const apart = boundsIn(await ask(viewer, measure, 'QUARTER', 'groupBy: [BOROUGH, PERIOD]'))
  return new Map([...apart].map(([area, of]) => [area, combine(of)]))
}

/** All but what is asked of whole years only. */
const ofQuarters = (Object.keys(measures) as MeasureName[]).filter((measure) => measure !== 'BUDGET_PER_HEAD')
/** What floating-point sums may differ by. */
const rounding = 1e-9

test.each(ofQuarters)('%s of a year is at least as tight as its quarters', async (measure) => {
  for (const viewer of ['everybody', 'planner'] as const) {
    const year = boundsIn(await ask(viewer, measure, 'YEAR'))
    expect(year.size).toBe(16)
    const bounded = [...(await fromQuarters(viewer, measure))].filter(([, { high }]) => high < Infinity)
    expect(bounded.map(([area]) => area)).toEqual(expect.arrayContaining(active))
    for (const [area, { low, high }] of bounded) {
      const own = onLastDay(year.get(area) ?? [])
      expect(own.low).toBeGreaterThanOrEqual(low - rounding * Math.abs(low))
      expect(own.high).toBeLessThanOrEqual(high + rounding * Math.abs(high))
    }
  }
})

test('`having` finds the same boroughs by year as by its quarters together, and leaves as many undecided', async () => {
  const counted = { found: 0, undecided: 0 }
  for (const measure of ofQuarters.filter(addsOverTime)) {
    const year = boundsIn(await ask('everybody', measure, 'YEAR'))
    for (const area of active) {
      const { low, high } = onLastDay(year.get(area) ?? [])
      const condition = `groupBy: [BOROUGH], having: [{measure: ${measure}, op: GTE, value: ${(low + high) / 2}}]`
      const [byYear, byQuarters] = await Promise.all([
        ask('everybody', measure, 'YEAR', condition),
        ask('everybody', measure, 'QUARTER', condition),
      ])
      const found = byYear.rows.map(({ areaCode }) => areaCode)
      expect(byQuarters.rows.map(({ areaCode }) => areaCode)).toEqual(found)
      expect(byQuarters.undecided).toBe(byYear.undecided)
      expect(found.includes(area)).toBe(low === high)
      counted.found += found.length
      counted.undecided += byYear.undecided
    }
  }
  expect(counted.found).toBeGreaterThan(0)
  expect(counted.undecided).toBeGreaterThan(0)
})
