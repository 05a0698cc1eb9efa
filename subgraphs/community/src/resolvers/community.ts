import type { CommunityResolvers } from '../generated/resolver-types.js'
import { addDonationsOfPersons } from './add-donations-of-persons.js'
import { askCommunityMeasures } from './ask-measures.js'
import { followUp } from './follow-up.js'
import { listLocalFields, readLocalField } from './local-fields.js'
import { officeList } from './office-list.js'
import { requireRight } from './require-right.js'
import { requireShared } from './require-shared.js'
import { sharedList } from './shared-list.js'
import { centreOfProgramme } from './shared-types.js'

export const Community: CommunityResolvers = {
  __resolveReference: ({ code, residents, olderResidents }) => ({ code, residents, olderResidents }),
  measures: (community, { query }, context) => askCommunityMeasures(community, query, context),
  profile: ({ code }, _args, { loaders }) => loaders.community.load(code),
  charter: ({ code }, _args, { loaders }) => loaders.community.load(code),
  educationCentres: sharedList(
    'CENTRES',
    (loaders) => loaders.centresOfCommunity,
    ({ uuid }) => uuid,
  ),
  programmes: sharedList('PROGRAMMES', (loaders) => loaders.programmesOfCommunity, centreOfProgramme),
  competences: sharedList('COMPETENCES', (loaders) => loaders.competencesOfCommunity),
  proposals: sharedList('PROPOSALS', (loaders) => loaders.proposalsOfCommunity),
  voices: sharedList('VOICES', (_loaders, visible) => visible.voicesOfCommunity),
  donations: sharedList('DONATIONS', (_loaders, visible) => visible.donationsOfCommunity),
  donationsOfPersons: addDonationsOfPersons,
  ledger: async ({ code }, _args, context) => {
    const permit = await requireShared(context, { community: code, dataset: 'LEDGER', field: 'Community.ledger' })
    permit.give(0)
    return { owner: code }
  },
  guidanceResponses: sharedList('GUIDANCE_RESPONSES', (loaders) => loaders.guidanceResponsesOfCommunity),
  local: readLocalField,
  localFields: listLocalFields,
  followUp,
  accessGrants: officeList((loaders) => loaders.grantsOfCommunity),
  moveConsents: async ({ code }, _args, context, { fieldName }) => {
    const deed = { community: code, action: 'READ', field: `Community.${fieldName}`, scopes: [] } as const
    const access = await requireRight(context, deed)
    const consents = await context.loaders.moveConsents.load(code)
    context.accesses.note(access, consents.length)
    return consents
  },
  accessLog: officeList((loaders) => loaders.accessLogOfCommunity),
  refusals: officeList(
    (loaders) => loaders.refusalsOfCommunity,
    ({ database }) => database.refusals.flush(),
  ),
}
