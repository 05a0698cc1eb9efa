import { receiveReturns } from '@shequ/subgraph/returns/receive-returns'
import { adoptOrdinance } from '../database/adopt-ordinance.js'
import { decideAccess } from '../database/decide-access.js'
import { designatePilot } from '../database/designate-pilot.js'
import { endPilotDesignation } from '../database/end-pilot-designation.js'
import { issueCityGuidance } from '../database/issue-city-guidance.js'
import { recordCommitteeDecision } from '../database/record-committee-decision.js'
import { registerOrganisation } from '../database/register-organisation.js'
import { repealOrdinance } from '../database/repeal-ordinance.js'
import { setTarget } from '../database/set-target.js'
import { receiveRegister } from '../register/receive-register.js'
import type { MutationResolvers } from '../generated/resolver-types.js'
import { requestAccess } from './access-requests.js'
import { byOffice, writeByOffice } from './by-office.js'
import { revokeClient, rotateClientSecret } from './clients.js'

/**
 * Every write but a request for access, those of organisations' clients and what another server sends is the city's own office's, in one
 * transaction; what it made is read back after it.
 */
export const Mutation: MutationResolvers = {
  adoptOrdinance: byOffice(adoptOrdinance, (loaders) => loaders.ordinance),
  repealOrdinance: byOffice(repealOrdinance, (loaders) => loaders.ordinance),
  issueCityGuidance: byOffice(issueCityGuidance, (loaders) => loaders.cityGuidance),
  setTarget: async (_root, { input }, context, mutation) => {
    const { loaders } = await writeByOffice(context, mutation, input, setTarget)
    const { city, year, measure } = input
    const [target] = await loaders.targetsOfCity.load({ key: city, owner: city }, { year, measure })
    return target ?? null
  },
  designatePilot: byOffice(designatePilot, (loaders) => loaders.pilotDesignation),
  endPilotDesignation: byOffice(endPilotDesignation, (loaders) => loaders.pilotDesignation),
  registerOrganisation: byOffice(registerOrganisation, (loaders) => loaders.organisation),
  requestAccess,
  rotateClientSecret,
  revokeClient,
  decideAccess: byOffice(decideAccess, (loaders) => loaders.accessRequest),
  recordCommitteeDecision: byOffice(recordCommitteeDecision, (loaders) => loaders.committeeDecision),
  submitRegister: (_root, { input }, context) => receiveRegister(context.receiver, input.register),
  submitReturns: (_root, { input }, context) => receiveReturns(context.receiver, input.batch),
}
