import { type ErrorCode, isErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { anonymous } from '@shequ/schema/viewer'
import { z } from 'zod'

/** Hands a signed message to the tier above. @throws {HubError} with the code by which it was not taken. */
export type Deliver = (message: string) => Promise<void>

/** Sends GraphQL to a subgraph and gives what it answers. Rejects when no answer comes. */
export type AskTier = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>

const answerSchema = z.object({
  data: z.object({ receipt: z.object({}).nullish() }).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() })).optional(),
})

/** Delivers batches of returns to a tier. */
export function deliverReturns(ask: AskTier): Deliver {
  return deliverBy(
    ask,
    'mutation ($message: String!) { receipt: submitReturns(input: { batch: $message }) { received } }',
  )
}

/** Delivers batches of what communities publish. */
export function deliverPublications(ask: AskTier): Deliver {
  return deliverBy(
    ask,
    'mutation ($message: String!) { receipt: submitPublications(input: { batch: $message }) { received } }',
  )
}

/** Delivers a borough's register to the city. */
export function deliverRegister(ask: AskTier): Deliver {
  return deliverBy(
    ask,
    'mutation ($message: String!) { receipt: submitRegister(input: { register: $message }) { received } }',
  )
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

function deliverBy(ask: AskTier, mutation: string): Deliver {
  return async (message) => {
    let answer: z.infer<typeof answerSchema> | undefined
    try {
      answer = answerSchema.safeParse(await ask(mutation, { message })).data
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      throw new HubError(isLate ? 'TIER_TIMEOUT' : 'TIER_UNAVAILABLE', 'The tier above did not answer.')
    }
    const [error] = answer?.errors ?? []
    if (error) throw new HubError(codeOf(error.extensions?.code), error.message)
    if (!answer?.data?.receipt) throw new HubError('TIER_UNAVAILABLE', 'The tier above gave no receipt.')
  }
}

function codeOf(code: string | undefined): ErrorCode {
  return isErrorCode(code) ? code : 'TIER_UNAVAILABLE'
}
