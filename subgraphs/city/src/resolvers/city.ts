import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import type { CityResolvers } from '../generated/resolver-types.js'
import { accessRequests } from './access-requests.js'
import { closingProgress } from './closing-progress.js'

export const City: CityResolvers = {
  __resolveReference: ({ code }, { loaders }) => loaders.city.load(code),
  codeList: ({ codeListId }, _args, { loaders }) => loadExisting(loaders.codeList, codeListId),
  closing: async ({ code }, _args, { loaders, today }) => {
    const [returned, generated] = await Promise.all([
      loaders.returnedPeriods.load(code),
      loaders.generatedActivity.load(code),
    ])
    return closingProgress(returned, today(), generated?.day)
  },
  generatedActivity: ({ code }, _args, { loaders }) => loaders.generatedActivity.load(code),
  programme: async ({ code }, _args, { loaders }) => {
    const programme = await loaders.programme.load(code)
    return programme?.removedAt ? null : programme
  },
  guidance: ({ code }, filter, { loaders }) => loaders.guidanceOfCity.load({ key: code, owner: code }, filter),
  ordinances: ({ code }, filter, { loaders }) => loaders.ordinancesOfCity.load({ key: code, owner: code }, filter),
  planningCommittees: ({ code }, filter, { loaders }) =>
    loaders.committeesOfCity.load({ key: code, owner: code }, filter),
  pilotDesignations: ({ code }, filter, { loaders }) =>
    loaders.designationsOfCity.load({ key: code, owner: code }, filter),
  accessRequests,
  targets: ({ code }, filter, { loaders }) => loaders.targetsOfCity.load({ key: code, owner: code }, filter),
}
