import type { BaseCountName } from '../measures/base-counts.js'
import type { Period } from '../measures/periods.js'

/** Who may read a dataset: nobody above the community, its borough, its city too, everybody. */
export const sharingLevels = ['PRIVATE', 'BOROUGH', 'CITY', 'PUBLIC'] as const

export type SharingLevel = (typeof sharingLevels)[number]

/**
 * What travels upward for a period: a community's own protected cells (NAMED), or the exact sum over those communities
 * of a street, borough or city whose records lie together (SUM).
 */
export interface MeasureReturn {
  /** The community, or the area summed over. */
  readonly division: string
  readonly period: Period
  readonly kind: 'NAMED' | 'SUM'
  /** 1 for the first release. A higher one replaces it whole; an equal or lower one changes nothing. */
  readonly version: number
  /** When it was released, ISO 8601 in UTC. */
  readonly releasedAt: string
  /**
   * In the order of `measuredDatasets`: from which level on its cells may be read. PRIVATE for a dataset that is withheld:
   * its cells are then absent. What is not shared with the receiver's tier is taken out before it is sent. A return of older software
   * has the first of them alone: it says nothing of the others.
   */
  readonly levels: readonly SharingLevel[]
  /** NAMED, in the same order: whether the community's records are part of the period's sums. Stays true once it was. */
  readonly summed: readonly boolean[]
  /** In the order of `baseCountNames`: masks of hidden cells, bit `breakdownOf(group, kind)`. */
  readonly hidden: readonly number[]
  /** In the same order: what no hidden cell of the count exceeds. 0 where none is hidden. */
  readonly high: readonly number[]
  readonly cells: readonly ReturnCell[]
}

/** A cell of a return with at least one count that is known, above zero, or bounded. */
export interface ReturnCell {
  /** Its place in the family, by `breakdownOf`. */
  readonly breakdown: number
  /** The counts that are known and not zero. Money in fen, time in minutes. */
  readonly counts: Readonly<Partial<Record<BaseCountName, number>>>
  /** For hidden counts, where more is known than 0 to `high`: the least and the most. */
  readonly bounds?: Readonly<Partial<Record<BaseCountName, readonly [low: number, high: number]>>>
}
