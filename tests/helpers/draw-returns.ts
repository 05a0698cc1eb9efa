import { randomFor } from '@shequ/schema/random/random'
import { baseCountNames, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import {
  type MeasureReturn,
  type ReturnCell,
  type SharingLevel,
  sharingLevels,
} from '@shequ/schema/returns/measure-return'

/** The seed of every return that is drawn. */
const seed = 20_260_301

const cellsOfReturn = 6

/** Draws a return of six cells, always the same for a division, period and version. Levels are drawn where none are given. */
export function drawReturn(
  division: string,
  period: string,
  version = 1,
  levels?: readonly SharingLevel[],
): MeasureReturn {
  const random = randomFor(seed, `${division} ${period} ${version}`)
  const isCommunity = !division.endsWith('000')
  const hidden = baseCountNames.map(() => 0)
  const places = new Set([0])
  while (places.size < cellsOfReturn) places.add(random.between(1, breakdownCount - 1))
  const cells = [...places].map((breakdown): ReturnCell => {
    const counts: Record<string, number> = {}
    const bounds: Record<string, [number, number]> = {}
    for (const [place, name] of baseCountNames.entries()) {
      if (!hasBreakdown(name, breakdown, grainOfPeriod(period)) || random.chance(0.3)) continue
      if (random.chance(0.7)) counts[name] = random.between(11, 4_000)
      else {
        hidden[place] = (hidden[place] ?? 0) + 2 ** breakdown
        if (!isCommunity) bounds[name] = [random.between(0, 50), random.between(50, 100)]
      }
    }
    return { breakdown, counts, ...(Object.keys(bounds).length > 0 && { bounds }) }
  })
  const drawn = isCommunity ? sharingLevels : (['CITY', 'PUBLIC'] as const)
  return {
    division,
    period,
    kind: isCommunity ? 'NAMED' : 'SUM',
    version,
    releasedAt: `2026-01-0${1 + (version % 9)}T02:00:00Z`,
    levels: levels ?? measuredDatasets.map(() => random.pick(drawn)),
    summed: isCommunity ? measuredDatasets.map(() => random.chance(0.8)) : [],
    hidden,
    high: hidden.map((mask) => (mask === 0 ? 0 : 10)),
    cells: cells.filter(({ counts, bounds }) => bounds !== undefined || Object.keys(counts).length > 0),
  }
}
