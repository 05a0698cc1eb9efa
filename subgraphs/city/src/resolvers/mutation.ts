import { chinaDay } from '@shequ/subgraph/records/china-day'
import { receiveReturns } from '@shequ/subgraph/returns/receive-returns'
import { requireOffice } from '@shequ/subgraph/viewer/require-office'
import { adoptOrdinance } from '../database/adopt-ordinance.js'
import { designatePilot } from '../database/designate-pilot.js'
import { endPilotDesignation } from '../database/end-pilot-designation.js'
import { issueCityGuidance } from '../database/issue-city-guidance.js'
import type { Transaction } from '../database/open-database.js'
import { recordCommitteeDecision } from '../database/record-committee-decision.js'
import { registerOrganisation } from '../database/register-organisation.js'
import { repealOrdinance } from '../database/repeal-ordinance.js'
import { setTarget } from '../database/set-target.js'
import type { Context } from './context.js'
import { receiveRegister } from '../register/receive-register.js'
import type { MutationResolvers } from '../generated/resolver-types.js'

/** Every write but what another server sends is the city's own office's, in one transaction; what it made is read back after it. */
export const Mutation: MutationResolvers = {
  adoptOrdinance: async (_root, { input }, context) => {
    const id = await write(context, adoptOrdinance, input)
    return context.loaders.ordinance.load(id)
  },
  repealOrdinance: async (_root, { input }, context) => {
    const id = await write(context, repealOrdinance, input)
    return context.loaders.ordinance.load(id)
  },
  issueCityGuidance: async (_root, { input }, context) => {
    const id = await write(context, issueCityGuidance, input)
    return context.loaders.cityGuidance.load(id)
  },
  setTarget: async (_root, { input }, context) => {
    await write(context, setTarget, input)
    const { city, year, measure } = input
    const [target] = await context.loaders.targetsOfCity.load({ key: city, owner: city }, { year, measure })
    return target ?? null
  },
  designatePilot: async (_root, { input }, context) => {
    const id = await write(context, designatePilot, input)
    return context.loaders.pilotDesignation.load(id)
  },
  endPilotDesignation: async (_root, { input }, context) => {
    const id = await write(context, endPilotDesignation, input)
    return context.loaders.pilotDesignation.load(id)
  },
  registerOrganisation: async (_root, { input }, context) => {
    await write(context, registerOrganisation, input)
    return context.loaders.organisation.load(input.creditCode)
  },
  recordCommitteeDecision: async (_root, { input }, context) => {
    const id = await write(context, recordCommitteeDecision, input)
    return context.loaders.committeeDecision.load(id)
  },
  submitRegister: (_root, { input }, context) => receiveRegister(context.receiver, input.register),
  submitReturns: (_root, { input }, context) => receiveReturns(context.receiver, input.batch),
}

async function write<Input extends { readonly city: string }, Result>(
  context: Context,
  verb: (transaction: Transaction, input: Input, today: string) => Promise<Result>,
  input: Input,
): Promise<Result> {
  requireOffice(context.viewer, 'city', input.city)
  return context.write([input.city], (transaction) => verb(transaction, input, chinaDay(context.now())))
}
