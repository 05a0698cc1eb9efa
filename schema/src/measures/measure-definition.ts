import type { BaseCountName } from './base-counts.js'
import type { RegisterCountName } from './register-counts.js'

/** A weighted sum of counts: minutes become hours, points and answers a mean. */
export type Terms = readonly (readonly [count: BaseCountName | RegisterCountName, weight: number])[]

export interface MeasureDefinition {
  readonly meaning: string
  readonly numerator: Terms
  /** Null for a count: its value is the numerator. */
  readonly denominator: Terms | null
  /** value = scale × numerator / denominator. */
  readonly scale: number
  readonly unit: 'percent' | 'person-times' | 'hours' | 'points of 100' | 'per 10,000 residents' | 'CNY' | 'number'
  /** What the figure is asked to reach, and by whom; null where nothing is set. */
  readonly threshold: { readonly value: number; readonly source: string } | null
  /** Where the definition comes from. */
  readonly source: string
  /** Where the measure differs from what its name suggests; null where it doesn't. */
  readonly note: string | null
}
