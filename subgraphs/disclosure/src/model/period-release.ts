import type { Period } from '@shequ/schema/measures/periods'
import type { MeasureReturn, SharingLevel } from '@shequ/schema/returns/measure-return'

/** What a community counted of a period. */
export interface CommunityCounts {
  readonly code: string
  /** k: the smallest count it publishes, at least 11. */
  readonly smallestCell: number
  /** In the order of `measuredDatasets`: how far each is shared. */
  readonly levels: readonly SharingLevel[]
  /** The true counts: index of the count × 30 + breakdown. */
  readonly values: Float64Array
  /** Money counts with fewer than three contributors, or dominated by two: indexes of counts to hide. */
  readonly dominated: readonly number[]
  /** What earlier versions of the period's return hid, and stays hidden: masks in the order of the base counts. */
  readonly withheld?: readonly number[]
  /** Whether its records go into the sums, as far as they are shared, whatever part of the period they were missing in; if they went into those of all parts, where it is left out. */
  readonly isSummed?: boolean
}

/** What is known of a community in a period that was released before. */
export interface EarlierCounts {
  /** Its counts as the records have them now. */
  readonly values: Float64Array
  /** What was hidden, all versions together: masks in the order of the base counts. */
  readonly hidden: readonly number[]
  /** In the order of `measuredDatasets`: whether its records are in the sums. */
  readonly summed: readonly boolean[]
  /** Counts whose sums leave out what it hides: indexes in the order of the base counts. */
  readonly excludedFromSums: readonly number[]
  /** Money counts with fewer than three contributors, or dominated by two: indexes of counts. */
  readonly dominated: readonly number[]
}

/** A return with what later releases must know of it beside. */
export interface ReleasedReturn extends MeasureReturn {
  /** NAMED: counts whose sums leave out what the community hides. Indexes in the order of the base counts. */
  readonly excludedFromSums: readonly number[]
  /** What later releases take for hidden: of a sum, only what it does not tell at all, not what it tells without those excluded. */
  readonly pattern: readonly number[]
}

/** What is known of a period that was released before. */
export interface EarlierPeriod {
  /** By community. */
  readonly communities: ReadonlyMap<string, EarlierCounts>
  /** By area with sums: what they did not say. Masks in the order of the base counts. */
  readonly areas?: ReadonlyMap<string, readonly number[]>
}

/** A period of a city to release. */
export interface PeriodRelease {
  readonly city: string
  readonly period: Period
  /** ISO 8601 in UTC. */
  readonly releasedAt: string
  readonly communities: readonly CommunityCounts[]
  /** The same year's periods that this one is added up from, and that were released before. */
  readonly earlier: ReadonlyMap<Period, EarlierPeriod>
  /**
   * Communities that have left since the period began, by code: sums of its parts hold their records, and its own do not. Sums of the areas
   * around them give way to their bounds, since the difference would be what those communities hid.
   */
  readonly departed?: readonly string[]
  /** Whether it is released by a community's own node: nobody's records are summed then, and it returns its own cells alone. */
  readonly byNode?: boolean
}
