import { baseCountNames, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount, cellOf } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod, type Period } from '@shequ/schema/measures/periods'
import type { PeriodCounts } from '../count/count-periods.js'
import { countByHand } from './count-by-hand.js'
import type { World } from './world.js'

/** Every cell in which a count by SQL and one by hand differ, as text; none when they agree. */
export function differences(
  world: World,
  counts: ReadonlyMap<Period, PeriodCounts>,
  codes: readonly string[],
): readonly string[] {
  const found: string[] = []
  for (const [period, counted] of counts) {
    for (const code of codes) {
      const values = counted.valuesOf(code)
      for (const [place, count] of baseCountNames.entries()) {
        for (let breakdown = 0; breakdown < breakdownCount; breakdown++) {
          const { group, kind } = cellOf(breakdown)
          const expected = hasBreakdown(count, breakdown, grainOfPeriod(period))
            ? countByHand(world, { code, period, count, group, kind })
            : 0
          const got = values[place * breakdownCount + breakdown]
          if (got !== expected)
            found.push(`${code} ${period} ${count} ${group} ${kind}: expected ${expected}, got ${got}`)
        }
      }
    }
  }
  return found
}
