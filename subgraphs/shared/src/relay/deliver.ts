import { HubError } from '@shequ/schema/errors/hub-error'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { anonymous } from '@shequ/schema/viewer'
import { z } from 'zod'
import { errorIn } from './hub-answer.js'

/** Hands a signed message to the tier above. @throws {HubError} with the code by which it was not taken. */
export type Deliver = (message: string) => Promise<void>

/** Sends GraphQL to a subgraph and gives what it answers. Rejects when no answer comes. */
export type AskTier = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>

/** What servers send upward, each by the mutation that takes it. */
const submissions = {
  returns: 'submitReturns(input: { batch: $message }) { received written }',
  publications: 'submitPublications(input: { batch: $message }) { received written }',
  heads: 'submitLogHeads(input: { batch: $message }) { received written }',
  register: 'submitRegister(input: { register: $message }) { received written }',
} as const

const answerSchema = z.object({
  data: z.object({ receipt: z.object({ received: z.int(), written: z.union([z.int(), z.boolean()]) }) }),
})

/** Delivers batches of returns to a tier. */
export function deliverReturns(ask: AskTier): Deliver {
  return deliverBy(ask, 'returns')
}

/** Delivers batches of what communities publish. */
export function deliverPublications(ask: AskTier): Deliver {
  return deliverBy(ask, 'publications')
}

/** Delivers where communities' access logs end. */
export function deliverLogHeads(ask: AskTier): Deliver {
  return deliverBy(ask, 'heads')
}

/** Delivers a borough's register to the city. */
export function deliverRegister(ask: AskTier): Deliver {
  return deliverBy(ask, 'register')
}

/** Asks a subgraph that runs in this process. */
export function askInProcess(call: SubgraphCall): AskTier {
  return (query, variables) => call({ query, variables, viewer: anonymous })
}

/** Asks a subgraph that is a service of its own, at its GraphQL address, and waits at most `timeout` milliseconds. */
export function askOverHttp(url: string, timeout: number): AskTier {
  return async (query, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query, variables }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    return await response.json()
  }
}

/** Hands a signed message to the tier above and gives its receipt. @throws {HubError} with the code by which it was not taken. */
export async function submit(
  ask: AskTier,
  what: keyof typeof submissions,
  message: string,
): Promise<z.infer<typeof answerSchema>['data']['receipt']> {
  let body: unknown
  try {
    body = await ask(`mutation ($message: String!) { receipt: ${submissions[what]} }`, { message })
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    throw new HubError(isLate ? 'TIER_TIMEOUT' : 'TIER_UNAVAILABLE', 'The tier above did not answer.')
  }
  const error = errorIn(body)
  if (error) throw error
  const answer = answerSchema.safeParse(body)
  if (answer.success) return answer.data.data.receipt
  throw new HubError('TIER_UNAVAILABLE', 'The tier above gave no receipt.')
}

function deliverBy(ask: AskTier, what: keyof typeof submissions): Deliver {
  return async (message) => {
    await submit(ask, what, message)
  }
}
