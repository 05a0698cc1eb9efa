import { measureRow } from '@shequ/subgraph/measures/measure-row'
import type { MeasureRowResolvers } from '../generated/resolver-types.js'
import type { Context } from './context.js'

export const MeasureRow: MeasureRowResolvers = measureRow({
  city: (code) => ({ code }),
  borough: (code, { loaders }: Context) => loaders.borough.load(code),
  street: (code, { loaders }: Context) => loaders.street.load(code),
  community: (code, { loaders }: Context) => loaders.community.load(code),
})
