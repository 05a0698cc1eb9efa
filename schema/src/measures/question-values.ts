/** The dimensions by which rows of a question are broken down, in the schema's order. */
export const dimensions = [
  'CITY',
  'AREA_GROUP',
  'BOROUGH',
  'STREET',
  'COMMUNITY',
  'PERIOD',
  'LEARNER_GROUP',
  'PROGRAMME_KIND',
] as const
export type Dimension = (typeof dimensions)[number]

/** How a condition compares a measure. */
export const comparisons = ['LT', 'LTE', 'GT', 'GTE'] as const
export type Comparison = (typeof comparisons)[number]

/** What a condition compares a measure with, where that is no number. */
export const benchmarks = ['TARGET', 'THRESHOLD'] as const
export type Benchmark = (typeof benchmarks)[number]

/** The parts of a measure by which rows are ordered. */
export const aspects = ['VALUE', 'GROWTH', 'GROWTH_ON_YEAR'] as const
export type MeasureAspect = (typeof aspects)[number]
