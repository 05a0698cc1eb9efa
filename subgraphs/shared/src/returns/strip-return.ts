import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import {
  type MeasureReturn,
  type ReturnCell,
  type SharingLevel,
  sharingLevels,
} from '@shequ/schema/returns/measure-return'

/** A tier that returns are sent to. */
export type ReceivingTier = 'borough' | 'city'

const leastLevel: Readonly<Record<ReceivingTier, SharingLevel>> = { borough: 'BOROUGH', city: 'CITY' }

/** Whether cells of a dataset at this level may be read at a tier. A level that is missing reaches nobody. */
export function reaches(level: SharingLevel | undefined, tier: ReceivingTier): boolean {
  return level !== undefined && sharingLevels.indexOf(level) >= sharingLevels.indexOf(leastLevel[tier])
}

/** The level of the dataset that a count is made of. */
export function levelOf(count: BaseCountName, levels: readonly SharingLevel[]): SharingLevel | undefined {
  const dataset: MeasuredDataset = baseCounts[count].dataset
  return levels[measuredDatasets.indexOf(dataset)]
}

/**
 * A return as a tier may have it: what is not shared with that tier is gone, its cells, what is hidden of them and their
 * bounds. The levels stay, and so say that it is withheld.
 */
export function stripReturn(whole: MeasureReturn, tier: ReceivingTier): MeasureReturn {
  const shared = new Set<string>(baseCountNames.filter((name) => reaches(levelOf(name, whole.levels), tier)))
  if (shared.size === baseCountNames.length) return whole
  const ifShared = (value: number, place: number) => (shared.has(baseCountNames[place] ?? '') ? value : 0)
  return {
    ...whole,
    hidden: whole.hidden.map(ifShared),
    high: whole.high.map(ifShared),
    cells: whole.cells.map((cell) => stripCell(cell, shared)).filter((cell) => !isEmpty(cell)),
  }
}

function stripCell({ breakdown, counts, bounds }: ReturnCell, shared: ReadonlySet<string>): ReturnCell {
  const kept = bounds && only(bounds, shared)
  return {
    breakdown,
    counts: only(counts, shared),
    ...(kept && Object.keys(kept).length > 0 && { bounds: kept }),
  }
}

function only<Values extends object>(values: Values, names: ReadonlySet<string>): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name))) as Values
}

function isEmpty({ counts, bounds }: ReturnCell): boolean {
  return Object.keys(counts).length === 0 && bounds === undefined
}
