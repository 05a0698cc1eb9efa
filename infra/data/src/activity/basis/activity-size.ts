/** How much activity is generated. */
export type ActivitySize = 'tiny' | 'small' | 'large'

/** What a size means for one community. */
export interface SizeParameters {
  /** Distinct participants a year of the median community. */
  readonly participants: number
  /** Enrolments a year of one participant, on average. */
  readonly enrolmentsEach: number
}

/**
 * `small` gives Shanghai some 80,000 programmes and 1.5 million enrolments over two years, `large` 10 million enrolments. `tiny` is
 * `small` for a city that `narrowDivisions` cut down.
 */
export const ACTIVITY_SIZES: Readonly<Record<ActivitySize, SizeParameters>> = {
  tiny: { participants: 80, enrolmentsEach: 1.17 },
  small: { participants: 80, enrolmentsEach: 1.17 },
  large: { participants: 250, enrolmentsEach: 2.53 },
}
