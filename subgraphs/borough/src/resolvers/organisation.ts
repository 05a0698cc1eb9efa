import type { OrganisationResolvers } from '../generated/resolver-types.js'
import { areaOf, requireArea } from './area.js'

export const Organisation: OrganisationResolvers = {
  __resolveReference: ({ creditCode }) => ({ creditCode }),
  consignments: async ({ creditCode }, { within, ...filter }, { loaders }) => {
    const area = areaOf(within, loaders)
    const asked = { ...filter, within, column: `${area.level}_code` } as const
    const page = await loaders.consignmentsOfOperator.load({ key: creditCode, owner: within }, asked)
    if (page.nodes.length === 0) await requireArea(area, within)
    return page
  },
}
