import { expect, test } from 'vitest'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { type BaseCountName, baseCountNames, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { withoutPadding } from '@shequ/schema/codes/division-code'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import fc from 'fast-check'
import { countsOf } from './testing/count-small-world.js'
import { periodsOf, releaseWorld } from './testing/release-small-world.js'
import { type SmallCommunity, smallWorlds } from './testing/small-world.js'

/** The least and the most that a return says a count of a cell to be. */
function told(released: MeasureReturn, countIndex: number, cell: number): readonly [number, number] {
  const count = baseCountNames[countIndex] ?? 'participants'
  const row = released.cells.find(({ breakdown }) => breakdown === cell)
  if (!(((released.hidden[countIndex] ?? 0) >> cell) & 1)) return [row?.counts[count] ?? 0, row?.counts[count] ?? 0]
  return row?.bounds?.[count] ?? [0, released.high[countIndex] ?? 0]
}

function truth(world: readonly SmallCommunity[], returns: readonly MeasureReturn[], released: MeasureReturn) {
  const { division, period, kind } = released
  const values = baseCountNames.map(() => new Float64Array(breakdownCount))
  for (const community of world) {
    const named = returns.find((other) => other.division === community.code && other.period === period)
    if (!community.code.startsWith(withoutPadding(division))) continue
    const counted = countsOf(community, period)
    for (const [countIndex, count] of baseCountNames.entries()) {
      if (kind === 'SUM' && named?.summed[measuredDatasets.indexOf(baseCounts[count].dataset)] !== true) continue
      for (let cell = 0; cell < breakdownCount; cell++) {
        const row = values[countIndex]
        if (row !== undefined) row[cell] = (row[cell] ?? 0) + (counted[countIndex * breakdownCount + cell] ?? 0)
      }
    }
  }
  return values
}

/** Whether a count of people is not a zero that everybody sees. */
function isProtected(count: BaseCountName, values: readonly Float64Array[], cell: number): boolean {
  const { protection, needs }: BaseCount = baseCounts[count]
  if (protection.rule !== 'count') return false
  return (
    needs === undefined || (values[baseCountNames.indexOf(needs as BaseCountName)]?.[cell % cellKinds.length] ?? 0) > 0
  )
}

test('whatever is told is true, and every bound holds the truth; counts of 1 to 10 are never told, nor is a zero that not everybody sees', () => {
  fc.assert(
    fc.property(smallWorlds({ months: 3, most: 30 }), (world) => {
      const returns = releaseWorld(world, periodsOf(3))
      const faults: string[] = []
      for (const released of returns) {
        const values = truth(world, returns, released)
        for (const [countIndex, count] of baseCountNames.entries()) {
          if (released.levels[measuredDatasets.indexOf(baseCounts[count].dataset)] === 'PRIVATE') continue
          for (let cell = 0; cell < breakdownCount; cell++) {
            if (!hasBreakdown(count, cell, grainOfPeriod(released.period))) continue
            const [low, high] = told(released, countIndex, cell)
            const value = values[countIndex]?.[cell] ?? 0
            const isSmall = isProtected(count, values, cell) && value < 11
            if (low <= value && value <= high && !(released.kind === 'NAMED' && isSmall && low === high)) continue
            faults.push(`${released.division} ${released.period} ${count} ${cell}: ${value} told as ${low} to ${high}`)
          }
        }
      }
      expect(faults).toEqual([])
    }),
    { seed: 20260113, numRuns: 10 },
  )
}, 120_000)
