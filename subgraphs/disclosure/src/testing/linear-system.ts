import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { Relation } from '../audit/determined-cells.js'

/** A cell that is hidden: what an attacker wants to work out. */
export interface HiddenCell {
  readonly count: BaseCountName
  readonly community: string
  readonly period: string
  readonly cell: number
}

/** Everything that is known of hidden cells by what was released, as one linear system. */
export interface PublishedSystem {
  readonly cells: readonly HiddenCell[]
  /** By cell: the least and the most it can be, by its return. */
  readonly least: readonly number[]
  readonly most: readonly number[]
  readonly relations: readonly Relation[]
}

/** What an attacker knows beside what was released. */
export interface Knowledge {
  /** The true counts of a community that attacks with what it knows of itself. */
  readonly own?: { readonly community: string; readonly value: (cell: HiddenCell) => number }
  /** Whether a hidden cell is known not to be zero, as where zeros are told. */
  readonly hiddenAreSome?: boolean
  /** Of a magnitude: what each of those it is of counts for, as where all sessions are of one length. */
  readonly each?: number | undefined
  /**
   * Of a count that has a magnitude: what each of a community's cell counts for, as whoever sees how long sessions take nearly knows of
   * visits, and how many there are, of which the areas' sums of the magnitude are then made.
   */
  readonly eachIn?: {
    readonly magnitude: BaseCountName
    readonly each: (cell: HiddenCell) => number
    readonly value: (cell: HiddenCell) => number
  }
}
