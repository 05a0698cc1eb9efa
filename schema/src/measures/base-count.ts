import type { MeasuredDataset } from './measured-datasets.js'

/** By which tables of the family a count is broken down: by group, by kind and both ways at once; by either; by one; not at all. */
export type BreakdownShape = 'BOTH' | 'GROUP' | 'KIND' | 'TOTAL'

/**
 * How a count is protected before it leaves a community (`subgraphs/disclosure/README.md`).
 *
 * - `count`: of people, or of what people did. 0 to k − 1 is hidden, but for a structural zero (`needs`).
 * - `part`: of another count. Hidden where it, or what is missing to the whole, is 0 to k − 1. A part is told in total only: by group and
 *   by kind nearly all of it would be hidden.
 * - `magnitude`: a sum over those another count counts. Hidden where that count is, and bounded by what that may be times what each
 *   counts for at the most: usually, and utterly. By its own size it would tell how many there are.
 * - `money`: hidden with fewer than three contributors, or when the largest two make over 85 %.
 * - `open`: of institutions, not people. Never hidden.
 */
export type Protection =
  | { readonly rule: 'count' }
  | { readonly rule: 'part'; readonly whole: string }
  | {
      readonly rule: 'magnitude'
      readonly of: string
      readonly each: readonly number[]
      /**
       * Whether everybody sees what each counts for, as how long a session takes. Beside how many there are, the sum would then tell how many
       * counted for how much. So only what many communities make together is told.
       */
      readonly isEachSeen?: boolean
    }
  | { readonly rule: 'money' }
  | { readonly rule: 'open' }

/** Kinds add up to the total, and months to quarters and years. */
export const addsUp = { overKinds: true, overTime: true } as const

export interface BaseCount {
  /** What is counted, and where its edges are. */
  readonly meaning: string
  readonly unit: 'persons' | 'person-times' | 'minutes' | 'answers' | 'points' | 'fen' | 'number'
  readonly dataset: MeasuredDataset
  readonly shape: BreakdownShape
  /**
   * By which tables a month's count is broken down, where that is fewer. Persons of a month are no part of the quarter's, but
   * bound it and are bounded by it from all sides, so that both can't be told apart by group and kind without giving some away.
   */
  readonly monthShape?: BreakdownShape
  /** Likewise of a year: beside what its quarters tell by group and by kind, a year's table would leave a small count of theirs too few values. */
  readonly yearShape?: BreakdownShape
  /** Whether the kinds' counts add up to the total, and whether the months' add up to the quarter's and the year's. */
  readonly adds: { readonly overKinds: boolean; readonly overTime: boolean }
  readonly protection: Protection
  /**
   * An open count of the same dataset, without which there is none of this one, kind by kind where it is told by kind. Where that is zero,
   * this is a zero that everybody sees: a structural zero, which is told.
   */
  readonly needs?: string
}
