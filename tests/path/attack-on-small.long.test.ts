import { beforeAll, expect, test } from 'vitest'
import { countWithParts } from '@shequ/community/returns/count/count-with-parts'
import { partsOf } from '@shequ/disclosure'
import { determinedCells } from '@shequ/disclosure/testing/inside'
import { type Target, targetsIn } from '@shequ/disclosure/testing/attack'
import { boundCells } from '@shequ/disclosure/testing/bound-cells'
import type { HiddenCell } from '@shequ/disclosure/testing/linear-system'
import { publishedSystem } from '@shequ/disclosure/testing/published-system'
import { type Released, city, releaseInTurn } from '@shequ/disclosure/testing/release-in-turn'
import { openPool } from '@shequ/postgres/open-pool'
import { shareOf } from '@shequ/process/testing/random-seed'
import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { loadSmallBoroughs } from '../helpers/load-small-boroughs.js'

/** An inner borough and an outer one, whose returns are attacked, and others: sums of the city are of more than two boroughs. */
const attacked = { Huangpu: '310101', Jinshan: '310116' } as const
const boroughs = [...Object.values(attacked), '310104', '310105', '310106', '310107'].map((code) => `${code}000000`)
const quarter = '2024-Q1'
/** So many cells of each count are solved for; all are looked at by rank. */
const sampled = shareOf(60)

let released: ReadonlyMap<Period, Released>

beforeAll(async () => {
  const { community } = await loadSmallBoroughs(boroughs)
  const pool = openPool(community.url)
  try {
    const { codes, counts } = await sqlTransaction(pool, (sql) => countWithParts(sql, city, [quarter]))
    released = releaseInTurn([...partsOf(quarter), quarter], (period) =>
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
}, 600_000)

function trueValue({ count, community, period, cell }: HiddenCell): number {
  const one = released.get(period)?.release.communities.find(({ code }) => code === community)
  return one?.values[baseCountNames.indexOf(count) * breakdownCount + cell] ?? 0
}

/** How many minutes visits to the sessions of a cell take on the average, a whole number; what is usual where there are none. */
function lengthOfVisits(cell: HiddenCell): number {
  const visits = trueValue(cell)
  return visits === 0 ? usualLength : Math.round(trueValue({ ...cell, count: 'minutes' }) / visits)
}

const usualLength = 90

/** Some of many, spread over all of them. */
function spread<One>(all: readonly One[], most: number): readonly One[] {
  const step = Math.max(1, Math.floor(all.length / most))
  return all.filter((_, index) => index % step === 0).slice(0, most)
}

/** Everything that a borough published of a count, attacked by rank and by linear programming. */
async function attackOn(prefix: string, count: BaseCountName) {
  const returns = [...released.values()].flatMap((each) => each.returns)
  const system = publishedSystem(
    returns.filter(({ division }) => division.startsWith(prefix)),
    count,
    count === 'attendances' ? { eachIn: { magnitude: 'minutes', each: lengthOfVisits, value: trueValue } } : {},
  )
  const known = new Map<string, number>()
  const valueOf = (cell: HiddenCell) => {
    const key = JSON.stringify(cell)
    const value = known.get(key) ?? trueValue(cell)
    known.set(key, value)
    return value
  }
  const targets = targetsIn(system, valueOf)
  const determined = new Set(determinedCells(system.relations))
  const some = spread(targets, sampled)
  const bounds = await boundCells(system, some)
  const found = some.flatMap((target, index) => {
    const { low, high } = bounds[index] ?? { low: 0, high: 0 }
    return isProtected(target, low, high)
      ? []
      : [{ ...target.cell, isRest: target.isRest, true: target.value, low, high }]
  })
  const widths = bounds.map(({ low, high }) => Math.round(high - low) + 1)
  const whole = bounds.filter(({ low, high }) => low < 0.5 && high > 9.5).length
  return {
    determined: targets.filter(({ isRest, cellIndex }) => !isRest && determined.has(cellIndex)).map(({ cell }) => cell),
    found,
    targets: targets.length,
    widths,
    whole,
  }
}

function isProtected({ value }: Target, low: number, high: number): boolean {
  return high - low > 3 - 1e-6 && (value < 1 || value > 2 || low < 1e-6)
}

const counts = [
  'attendances',
  'participants',
  'olderParticipants',
  'completed',
  'satisfied',
  'answers',
  'volunteers',
] as const

test.each(Object.entries(attacked))(
  'in %s, an attack on a quarter with its months determines nothing: four values are left, and 0 where there are 1 or 2',
  async (name, prefix) => {
    let [asked, heldWhole] = [0, 0]
    for (const count of counts) {
      const { determined, found, targets, widths, whole } = await attackOn(prefix, count)
      const between = (low: number, high: number) => widths.filter((width) => width >= low && width <= high).length
      process.stdout.write(
        `${name}, ${count}: ${targets} hidden by their own size; of ${widths.length}, ${between(4, 7)} have 4 to 7 values, ` +
          `${between(8, 10)} have 8 to 10, ${between(11, Number.POSITIVE_INFINITY)} more; ${whole} hold 0 to 10 whole\n`,
      )
      expect(targets).toBeGreaterThan(0)
      expect([count, determined, found]).toEqual([count, [], []])
      asked += widths.length
      heldWhole += whole
    }
    expect(heldWhole / asked).toBeGreaterThanOrEqual(0.75)
  },
)
