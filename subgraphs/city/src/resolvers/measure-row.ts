import { byCode, measureRow } from '@shequ/subgraph/measures/measure-row'
import type { MeasureRowResolvers } from '../generated/resolver-types.js'
import type { Context } from './context.js'

export const MeasureRow: MeasureRowResolvers = measureRow({
  ...byCode,
  city: (code, { loaders }: Context) => loaders.city.load(code),
})
