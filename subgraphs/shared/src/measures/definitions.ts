import { hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownOf, type CellGroup, type CellKind } from '@shequ/schema/measures/breakdowns'
import { measures, type MeasureName } from '@shequ/schema/measures/measures'
import type { Terms } from '@shequ/schema/measures/measure-definition'
import { registerCounts } from '@shequ/schema/measures/register-counts'
import type { Grain } from '@shequ/schema/measures/periods'
import type { Dimension } from '@shequ/schema/measures/question-values'
import { areaLevels } from './areas-by-level.js'
import {
  addsOverKinds,
  addsOverTime,
  baseCountOf,
  baseCountsOf,
  definitionOf,
  isRegisterCount,
  registerCountsOf,
} from './measure-counts.js'

/** The definitions of measures as the schema's `MeasureDefinition` has them: of those asked for, or of all. */
export function measureDefinitions(asked?: readonly MeasureName[] | null) {
  return (asked ?? (Object.keys(measures) as MeasureName[])).map((measure) => {
    const { threshold, numerator, denominator, ...definition } = definitionOf(measure)
    return {
      measure,
      ...definition,
      numerator: termsOf(numerator),
      denominator: denominator && termsOf(denominator),
      threshold: threshold?.value ?? null,
      thresholdSource: threshold?.source ?? null,
      grains: grainsOf(measure),
      addsOver: addsOver(measure),
    }
  })
}

function termsOf(terms: Terms) {
  return terms.map(([count, weight]) =>
    isRegisterCount(count)
      ? { count, weight, meaning: registerCounts[count], dataset: null }
      : { count, weight, meaning: baseCountOf(count).meaning, dataset: baseCountOf(count).dataset },
  )
}

function grainsOf(measure: MeasureName): Grain[] {
  return registerCountsOf(measure).includes('budget') ? ['YEAR'] : ['MONTH', 'QUARTER', 'YEAR']
}

/** The dimensions by which a measure can be broken down, in periods of a grain. */
export function dimensionsOf(measure: MeasureName, grain: Grain): Dimension[] {
  const counts = baseCountsOf(measure)
  const by = (group: CellGroup, kind: CellKind) =>
    counts.length > 0 && counts.every((count) => hasBreakdown(count, breakdownOf(group, kind), grain))
  return [
    ...areaLevels,
    'PERIOD',
    ...(by('GENERAL', 'ALL') ? (['LEARNER_GROUP'] as const) : []),
    ...(by('ALL', 'COURSE') ? (['PROGRAMME_KIND'] as const) : []),
  ]
}

function addsOver(measure: MeasureName): Dimension[] {
  const broken = dimensionsOf(measure, 'QUARTER')
  return [
    ...areaLevels,
    ...(addsOverTime(measure) ? (['PERIOD'] as const) : []),
    ...broken.filter((dimension) => dimension === 'LEARNER_GROUP'),
    ...broken.filter((dimension) => dimension === 'PROGRAMME_KIND' && addsOverKinds(measure)),
  ]
}
