import { HubError } from '@shequ/schema/errors/hub-error'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { AskTier } from '../relay/deliver.js'
import { longestMessage } from '../returns/signed-message.js'
import { type RegisterStep, findEntry, registerSteps, takeStep } from './ask-register.js'
import { doorPath, errorIn } from './hub-answer.js'

const messageSchema = z.object({ message: z.string() })

/** What nodes send upward, each by the mutation that takes it. */
const submissions = { returns: 'submitReturns', publications: 'submitPublications' } as const

const receiptSchema = z.object({ data: z.object({ receipt: z.object({ received: z.int(), written: z.int() }) }) })

/**
 * Serves what nodes ask of the borough, below `/nodes`: where they stand, signed steps of joining and leaving, and signed
 * returns and publications. Whoever calls needs no token; what is asked stands under the node's signature.
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
    return { registration: await takeStep(ask, step, messageOf(request.body)) }
  })
  for (const [name, mutation] of Object.entries(submissions)) {
    const submit = `mutation ($message: String!) { receipt: ${mutation}(input: { batch: $message }) { received written } }`
    app.post(`${doorPath}/${name}`, { bodyLimit: longestMessage + 1_024 }, async (request) => {
      const body = await ask(submit, { message: messageOf(request.body) }).catch(() => undefined)
      const error = errorIn(body)
      if (error) throw error
      const receipt = receiptSchema.safeParse(body)
      if (receipt.success) return receipt.data.data.receipt
      throw new HubError('TIER_UNAVAILABLE', 'The borough did not answer. Send it again in a moment.')
    })
  }
}

function isStep(step: string): step is RegisterStep {
  return Object.hasOwn(registerSteps, step)
}

function messageOf(body: unknown): string {
  const parsed = messageSchema.safeParse(body)
  if (parsed.success) return parsed.data.message
  throw new HubError('BAD_REQUEST', 'Expected a JSON object with the signed `message`.')
}
