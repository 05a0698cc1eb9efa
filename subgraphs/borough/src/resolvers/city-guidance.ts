import { readerLevel } from '@shequ/subgraph/measures/reader-level'
import type { CityGuidanceResolvers } from '../generated/resolver-types.js'

const cityOf = (guidance: string) => guidance.slice(0, 12)

/** A city's guidance is answered by communities of all its boroughs, and their answers lie here. */
export const CityGuidance: CityGuidanceResolvers = {
  __resolveReference: ({ id, addressees }) => ({ id, ...(addressees && { addressees }) }),
  responses: ({ id }, filter, { loaders, viewer }) => {
    const owner = cityOf(id)
    const level = readerLevel(viewer, 'borough', owner)
    return loaders.answersOfGuidance.load({ key: id, owner }, { ...filter, level })
  },
  adaptation: ({ id, addressees = [] }, _args, { loaders, viewer }) =>
    loaders.cityGuidanceAdaptation(readerLevel(viewer, 'borough', cityOf(id))).load({ key: id, addressees }),
}
