import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Columns } from './read-columns.js'

/** The statement's row for a division: `rows` and `totals` are null where there are none. */
export interface OwnerRow {
  readonly owner: string
  /** Whether the tier knows any of its communities. */
  readonly known: boolean
  readonly strangers: readonly string[] | null
  /** Measures compared with a target that its city does not have. */
  readonly aimless: readonly MeasureName[] | null
  readonly matching: number
  readonly undecided: number
  /** The places of periods that are being worked out. */
  readonly pending: readonly number[]
  /** Whether a figure hides anything, and which communities', where that decides which rows there are or how they stand. */
  readonly open: boolean
  readonly open_units: readonly string[] | null
  readonly rows: Columns | null
  readonly totals: Columns | null
}
