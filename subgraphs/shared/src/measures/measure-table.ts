import type { Cell, Coverage } from '@shequ/schema/measures/cell'
import type { PageInfo } from '../paging/connection.js'
import type { LearnerGroup, ProgrammeKind } from './measure-query.js'

/** The answer to a question, as the schema's types of the same names have it, with the codes of areas in their place. */
export interface MeasureTable {
  readonly rows: readonly MeasureRow[]
  readonly totalCount: number
  readonly undecided: number
  readonly totals: readonly MeasureRow[]
  readonly coverage: Coverage
  readonly asOf: string | null
  readonly pageInfo: PageInfo
}

export interface MeasureRow {
  /** The city that the row is of, or lies in, where cities have rows or several are asked side by side. */
  readonly cityCode: string | null
  /** The name of the group of areas that the row is of. */
  readonly areaGroup: string | null
  /** The codes of the area that the row is of, and of those it lies in, down to the level of the rows. */
  readonly boroughCode: string | null
  readonly streetCode: string | null
  readonly communityCode: string | null
  readonly areaCode: string | null
  readonly period: string | null
  readonly learnerGroup: LearnerGroup | null
  readonly programmeKind: ProgrammeKind | null
  readonly cells: readonly Cell[]
  readonly coverage: Coverage
}
