import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { MeasureDefinition } from '@shequ/schema/measures/measure-definition'
import { type MeasureName, measures } from '@shequ/schema/measures/measures'

/** How far a dataset is shared, each level with those before it. */
export const levels = ['PRIVATE', 'BOROUGH', 'CITY', 'PUBLIC'] as const

export type Level = (typeof levels)[number]

/** Who reads what is shared, from the level on at which they do. */
export const readers = [
  { key: 'boroughOffice', from: 'BOROUGH' },
  { key: 'planners', from: 'CITY' },
  { key: 'everybody', from: 'PUBLIC' },
] as const

export type Reader = (typeof readers)[number]

/** Whether a reader reads what is shared at a level. */
export function reads({ from }: Reader, level: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(from)
}

/** The measures that are counted from a dataset: those that its sharing shows or hides under the community's name. */
export function measuresOf(dataset: string): readonly MeasureName[] {
  const counts: Readonly<Record<string, { readonly dataset: string }>> = baseCounts
  return Object.entries<MeasureDefinition>(measures)
    .filter(([, { numerator, denominator }]) =>
      [...numerator, ...(denominator ?? [])].some(([count]) => counts[count]?.dataset === dataset),
    )
    .map(([name]) => name as MeasureName)
}
