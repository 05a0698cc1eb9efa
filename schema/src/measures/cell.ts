import type { CountUnit } from './count-units.js'
import type { MeasureName } from './measures.js'

/** What a cell's value means: see `CellStatus` in the schema. */
export type CellStatus =
  'VALUE' | 'ZERO' | 'SUPPRESSED' | 'WITHHELD' | 'NOT_REPORTED' | 'PENDING' | 'UNAVAILABLE' | 'PARTIAL'

/** A figure of a table of measures, as the schema's `Cell` has it. */
export interface Cell {
  readonly measure: MeasureName
  readonly status: CellStatus
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly numerator: number | null
  readonly numeratorUnit: CountUnit
  readonly denominator: number | null
  readonly denominatorUnit: CountUnit | null
  readonly growth: number | null
  readonly growthOnYear: number | null
  readonly coverage: Coverage
}

/** Over whose returns a figure is, as the schema's `Coverage` has it. */
export interface Coverage {
  readonly expected: number
  readonly reported: number
  readonly withheld: number
  readonly missing: number
  readonly residents: number | null
  readonly residentsReported: number | null
  readonly asOf: string | null
}
