import type { MeasureName } from '@shequ/schema/measures/measures'

/** The status of a figure, as the graph's `CellStatus` has it. */
export type CellStatus =
  'VALUE' | 'ZERO' | 'SUPPRESSED' | 'WITHHELD' | 'NOT_REPORTED' | 'PENDING' | 'UNAVAILABLE' | 'PARTIAL'

/** The communities whose returns a figure is made of: the fragment `CoverageFigure`. */
export interface FigureCoverage {
  readonly expected: number
  readonly reported: number
  readonly withheld: number
  readonly missing: number
  readonly residents: number | null
  readonly residentsReported: number | null
  readonly asOf: string | null
}

/** A figure as a page asks it: the fragment `CellFigure`. */
export interface FigureCell {
  readonly measure: MeasureName
  readonly status: CellStatus
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly growth?: number | null
  readonly growthOnYear?: number | null
  readonly coverage?: Pick<FigureCoverage, 'withheld' | 'missing'>
}

/** Whether more is known of the coverage than what is missing from it. */
export function isWholeCoverage(coverage: FigureCell['coverage']): coverage is FigureCoverage {
  return coverage !== undefined && 'expected' in coverage
}
