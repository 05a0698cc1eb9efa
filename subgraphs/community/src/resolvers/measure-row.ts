import { namedAreas } from '@shequ/subgraph/measures/measure-row'
import type { MeasureRowResolvers } from '../generated/resolver-types.js'

export const MeasureRow: MeasureRowResolvers = namedAreas
