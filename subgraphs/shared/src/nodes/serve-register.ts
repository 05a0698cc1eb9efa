import { HubError } from '@shequ/schema/errors/hub-error'
import type { FastifyInstance } from 'fastify'
import { type AskTier, submit } from '../relay/deliver.js'
import { longestMessage } from '../returns/signed-message.js'
import { askLogHeads } from './log-heads.js'
import { type RegisterStep, findEntry, registerSteps, takeStep } from './ask-register.js'
import { doorPath } from '../relay/hub-answer.js'
import { messageOfBody } from './message-of-body.js'

/**
 * Serves what nodes ask of the borough, below `/nodes`: where they stand, signed steps of joining and leaving, and signed
 * returns, publications and heads of access logs. Whoever calls needs no token; what is asked stands under the node's signature.
 */
export async function serveRegister(app: FastifyInstance, ask: AskTier): Promise<void> {
  app.get(`${doorPath}/:community`, async (request) => {
    const { community = '' } = request.params as { readonly community?: string }
    if (!/^\d{12}$/.test(community)) throw new HubError('NOT_FOUND', 'Expected the 12-digit code of a community.')
    return { entry: (await findEntry(ask, community)) ?? null }
  })
  app.post(`${doorPath}/steps/:step`, async (request) => {
    const { step = '' } = request.params as { readonly step?: string }
    if (!isStep(step)) {
      throw new HubError('NOT_FOUND', `Expected a step of ${Object.keys(registerSteps).join(', ')}.`)
    }
    return { registration: await takeStep(ask, step, messageOfBody(request.body)) }
  })
  serveLogHeads(app, ask)
  for (const what of ['returns', 'publications', 'heads'] as const) {
    app.post(`${doorPath}/${what}`, { bodyLimit: longestMessage + 1_024 }, (request) =>
      submit(ask, what, messageOfBody(request.body)),
    )
  }
}

/** Serves where the borough has it that a community's access log ended, to its node. */
function serveLogHeads(app: FastifyInstance, ask: AskTier): void {
  app.post(`${doorPath}/heads/kept`, async (request) => ({
    heads: await askLogHeads(ask, messageOfBody(request.body)),
  }))
}

function isStep(step: string): step is RegisterStep {
  return Object.hasOwn(registerSteps, step)
}
