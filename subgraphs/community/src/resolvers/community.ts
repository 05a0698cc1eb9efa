import type { CommunityResolvers } from '../generated/resolver-types.js'
import { askMeasures } from './ask-measures.js'
import { requireShared } from './require-shared.js'
import { sharedList } from './shared-list.js'

export const Community: CommunityResolvers = {
  __resolveReference: ({ code, residents, olderResidents }) => ({ code, residents, olderResidents }),
  measures: (community, { query }, context) => askMeasures(community, query, context),
  profile: ({ code }, _args, { loaders }) => loaders.community.load(code),
  charter: ({ code }, _args, { loaders }) => loaders.community.load(code),
  educationCentres: sharedList('CENTRES', (loaders) => loaders.centresOfCommunity),
  programmes: sharedList('PROGRAMMES', (loaders) => loaders.programmesOfCommunity),
  competences: sharedList('COMPETENCES', (loaders) => loaders.competencesOfCommunity),
  proposals: sharedList('PROPOSALS', (loaders) => loaders.proposalsOfCommunity),
  voices: sharedList('VOICES', (loaders) => loaders.voicesOfCommunity),
  donations: sharedList('DONATIONS', (loaders) => loaders.donationsOfCommunity),
  ledger: async ({ code }, _args, context) => {
    await requireShared(context, code, 'LEDGER')
    return { owner: code }
  },
  guidanceResponses: sharedList('GUIDANCE_RESPONSES', (loaders) => loaders.guidanceResponsesOfCommunity),
}
