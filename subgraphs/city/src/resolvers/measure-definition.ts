import { countsInChinese, measuresInChinese, sourcesInChinese } from '@shequ/schema/terms/measures-in-chinese'
import { measuringTerms } from '@shequ/schema/terms/measuring-terms'
import { unitTerms } from '@shequ/schema/terms/unit-terms'
import { dimensionsOf } from '@shequ/subgraph/measures/definitions'
import type { MeasureDefinitionResolvers, MeasureTermResolvers } from '../generated/resolver-types.js'
import { inLanguage } from './in-language.js'

export const MeasureDefinition: MeasureDefinitionResolvers = {
  name: ({ measure }, args, context) => inLanguage(measuringTerms.Measure[measure], args, context),
  meaning: ({ measure, meaning }, args, context) =>
    inLanguage({ en: meaning, zh: measuresInChinese[measure].meaning }, args, context),
  // In English it is a key, by which programs go.
  unit: ({ measure, unit }, args, context) => inLanguage({ en: unit, zh: unitTerms[measure].zh }, args, context),
  thresholdSource: ({ thresholdSource }, args, context) =>
    thresholdSource && inLanguage(sourceOf(thresholdSource), args, context),
  source: ({ source }, args, context) => inLanguage(sourceOf(source), args, context),
  note: ({ measure, note }, args, context) =>
    note && inLanguage({ en: note, zh: measuresInChinese[measure].note ?? note }, args, context),
  dimensions: ({ measure }, { grain }) => dimensionsOf(measure, grain ?? 'QUARTER'),
}

export const MeasureTerm: MeasureTermResolvers = {
  meaning: ({ count, meaning }, args, context) =>
    inLanguage({ en: meaning, zh: countsInChinese[count] }, args, context),
}

function sourceOf(en: string) {
  return { en, zh: sourcesInChinese[en] ?? en }
}
