import { dimensionsOf } from '@shequ/subgraph/measures/definitions'
import type { MeasureDefinitionResolvers } from '../generated/resolver-types.js'

export const MeasureDefinition: MeasureDefinitionResolvers = {
  dimensions: ({ measure }, { grain }) => dimensionsOf(measure, grain ?? 'YEAR'),
}
