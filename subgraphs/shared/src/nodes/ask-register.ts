import { nodeKeySchema } from '@shequ/process/keys/node-keys'
import { HubError } from '@shequ/schema/errors/hub-error'
import { nodeStatuses } from '@shequ/schema/nodes/node-status'
import { z } from 'zod'
import type { AskTier } from '../relay/deliver.js'
import type { Sender } from '../returns/signed-message.js'
import { errorIn } from '../relay/hub-answer.js'
import { signNodeRequest } from './node-request.js'
import type { NodeRegister, RegisterEntry } from './register-entry.js'

const status = z.enum(nodeStatuses)
const entrySchema = z.object({ status, epoch: z.int(), keys: z.array(nodeKeySchema) })
const registrationSchema = z.object({ community: z.string(), status, epoch: z.int(), address: z.string() })
const answerSchema = z.object({ data: z.object({ answer: z.unknown() }) })

/** How a node stands in the register after a step. */
export type Registration = z.infer<typeof registrationSchema>

/** The steps that a node may ask of the register, by the mutation that takes each. */
export const registerSteps = {
  join: 'joinNode',
  completeJoin: 'completeJoin',
  beginLeave: 'beginLeave',
  completeLeave: 'completeLeave',
  abandonMove: 'abandonMove',
  rotateKey: 'rotateNodeKey',
} as const

export type RegisterStep = keyof typeof registerSteps

/** Where the register has a community, as the borough's subgraph answers. @throws {HubError} TIER_UNAVAILABLE */
export async function findEntry(ask: AskTier, community: string): Promise<RegisterEntry | undefined> {
  const query =
    'query ($community: DivisionCode!) { answer: nodeEntry(community: $community) { status epoch keys { kid x notAfter } } }'
  return entrySchema.nullable().parse(await answerOf(ask, query, { community })) ?? undefined
}

/** Takes a signed step to the borough's subgraph. @throws {HubError} with the code by which it was refused, or TIER_UNAVAILABLE. */
export async function takeStep(ask: AskTier, step: RegisterStep, request: string): Promise<Registration> {
  const query = `mutation ($request: String!) { answer: ${registerSteps[step]}(input: { request: $request }) { community status epoch address } }`
  return registrationSchema.parse(await answerOf(ask, query, { request }))
}

/** The register as the hosted server asks it. @param sender who the hosted server signs as */
export function registerOf(ask: AskTier, sender: Sender, now: () => Date): NodeRegister {
  return {
    find: (community) => findEntry(ask, community),
    abandon: async (community, epoch) => {
      const request = await signNodeRequest(sender, community, { action: 'abandonMove', epoch }, now())
      await takeStep(ask, 'abandonMove', request)
    },
  }
}

/** What the borough's subgraph answers in the field `answer`. @throws {HubError} TIER_UNAVAILABLE, or the code by which it was refused */
export async function answerOf(
  ask: AskTier,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const body = await ask(query, variables).catch(() => undefined)
  const error = errorIn(body)
  if (error) throw error
  const answer = answerSchema.safeParse(body)
  if (answer.success) return answer.data.data.answer
  throw new HubError('TIER_UNAVAILABLE', 'The register of nodes did not answer. Ask again in a moment.')
}
