import { baseCountNames, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { type Period, grainOfPeriod } from '@shequ/schema/measures/periods'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'

/** How many cells of sums the parts of a period tell, and those of them that the whole does not tell, or tells otherwise. */
export interface WholesCompared {
  readonly compared: number
  readonly untold: readonly string[]
}

/** Compares the sums of a period with those of its parts: what the parts tell exactly of a count that adds up over time, the whole tells too. */
export function untoldWholes(
  returns: readonly MeasureReturn[],
  whole: Period,
  parts: readonly Period[],
): WholesCompared {
  const of = (division: string, period: Period) =>
    returns.find((one) => one.kind === 'SUM' && one.division === division && one.period === period)
  let compared = 0
  const untold: string[] = []
  for (const sum of returns.filter(({ kind, period }) => kind === 'SUM' && period === whole)) {
    const released = parts.map((part) => of(sum.division, part))
    for (const [countIndex, count] of baseCountNames.entries()) {
      const { adds }: BaseCount = baseCounts[count]
      if (!adds.overTime) continue
      for (let cell = 0; cell < breakdownCount; cell++) {
        if (!hasBreakdown(count, cell, grainOfPeriod(whole))) continue
        const told = released.map((one) => toldBy(one, countIndex, cell))
        if (told.includes(undefined)) continue
        compared += 1
        const expected = told.reduce<number>((total, each) => total + (each ?? 0), 0)
        const said = toldBy(sum, countIndex, cell)
        if (said !== expected) untold.push(`${sum.division} ${count} ${cell}: ${said} where parts tell ${expected}`)
      }
    }
  }
  return { compared, untold }
}

/** What a return says a count of a cell to be; undefined where it hides it, and where there is no return. */
function toldBy(released: MeasureReturn | undefined, countIndex: number, cell: number): number | undefined {
  if (released === undefined || ((released.hidden[countIndex] ?? 0) >> cell) & 1) return undefined
  const row = released.cells.find(({ breakdown }) => breakdown === cell)
  return row?.counts[baseCountNames[countIndex] ?? 'participants'] ?? 0
}
