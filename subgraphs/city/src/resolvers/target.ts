import { readerLevel } from '@shequ/subgraph/measures/reader-level'
import type { TargetResolvers } from '../generated/resolver-types.js'

export const Target: TargetResolvers = {
  actual: ({ owner, measure, year }, _args, { loaders, viewer, now }) =>
    year > now().getUTCFullYear()
      ? null
      : loaders.yearOfMeasure.load({ owner, measure, year, reader: readerLevel(viewer, 'city', owner) }),
}
