import type { Pool } from 'undici'
import { threeHopQuery, threeHopVariables } from '../question/three-hop-query.js'

/** What a contender did in one turn. */
export interface Turn {
  /** How long each request took, in milliseconds. */
  readonly latencies: readonly number[]
  /** How long the turn took, in milliseconds. */
  readonly elapsed: number
}

export interface TurnLimits {
  /** How many requests are under way at once. */
  readonly concurrency: number
  /** No request begins later than this, in milliseconds. */
  readonly duration: number
  /** No more requests than this. */
  readonly requests: number
}

/** How a contender is asked. */
const request = {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
} as const

/** The request that every contender is asked, unless it says otherwise. */
export const threeHopRequest = {
  ...request,
  body: JSON.stringify({ query: threeHopQuery, variables: threeHopVariables }),
} as const

/**
 * Asks a contender over and over, each lane its next request as soon as the last is answered.
 *
 * @throws {Error} when an answer is no 200.
 */
export async function takeTurn(
  client: Pool,
  path: string,
  limits: TurnLimits,
  body: string = threeHopRequest.body,
): Promise<Turn> {
  const latencies: number[] = []
  const began = performance.now()
  let asked = 0
  const lane = async () => {
    do {
      asked += 1
      const before = performance.now()
      const answer = await client.request({ ...request, body, path })
      const { statusCode } = answer
      await answer.body.arrayBuffer()
      if (statusCode !== 200) throw new Error(`Expected status 200, but got ${statusCode} in the midst of a turn.`)
      latencies.push(performance.now() - before)
    } while (performance.now() - began < limits.duration && asked < limits.requests)
  }
  await Promise.all(Array.from({ length: limits.concurrency }, lane))
  return { latencies, elapsed: performance.now() - began }
}
