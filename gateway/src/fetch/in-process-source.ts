import type { Logger } from '@shequ/process/log'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { checkAnswer } from './check-answer.js'
import { startDeadline, timeForTier } from './deadline.js'
import { ClientGone, TierFault, failedAnswer, requireClient } from './failed-answer.js'
import { isMutation } from './http-request.js'
import { requireSize } from './require-size.js'
import { type Readiness, type TierSource, variablesOf } from './tier-source.js'

/** What an in-process tier needs. */
export interface InProcessTier {
  readonly name: string
  readonly call: SubgraphCall
  /** Reaches the tier's database. */
  readonly health: () => Promise<Readiness>
  /** How long one question may take, in milliseconds. */
  readonly timeout: number
  /** The largest answer that is taken, in bytes of JSON, as of a tier that is asked over HTTP. */
  readonly responseLimit: number
  readonly log: Logger
}

/** A tier that runs in the gateway's own process: no HTTP, no JSON, and the viewer goes over as a value. */
export function inProcessSource({ name, call, health, timeout, responseLimit, log }: InProcessTier): TierSource {
  return {
    async ask(request) {
      requireClient(request.signal)
      const isWrite = isMutation(request.query)
      const deadline = startDeadline(timeout, request.signal, request.endsAt)
      try {
        const endsAt = timeForTier(deadline, isWrite)
        const { query, operationName, viewer, language } = request
        const variables = variablesOf(request)
        const asked = call({ query, operationName, viewer, language, variables, signal: deadline.signal, endsAt })
        const answer = await Promise.race([asked, deadline.over])
        requireSize(answer, responseLimit)
        return checkAnswer(answer, request)
      } catch (error) {
        if (deadline.left) throw new ClientGone()
        const fault = error instanceof TierFault ? error : new TierFault('TIER_UNAVAILABLE', 'the call failed')
        log.warn({ tier: name, code: fault.code, reason: fault.message, err: error }, 'a tier gave no answer')
        return failedAnswer(name, isWrite ? 'OUTCOME_UNKNOWN' : fault.code, request)
      } finally {
        deadline.end()
      }
    },
    async ready() {
      const deadline = startDeadline(timeout, undefined)
      try {
        return await Promise.race([health(), deadline.over])
      } catch (error) {
        return { ready: false, detail: error instanceof TierFault ? error.code : 'TIER_UNAVAILABLE' }
      } finally {
        deadline.end()
      }
    },
    async close() {},
  }
}
