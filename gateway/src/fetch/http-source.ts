import type { Logger } from '@shequ/process/log'
import { timeLeftHeader, writeTimeLeft } from '@shequ/process/time-left'
import { isErrorCode } from '@shequ/schema/errors/error-table'
import { Pool } from 'undici'
import { checkAnswer } from './check-answer.js'
import { type Deadline, startDeadline, timeForTier } from './deadline.js'
import { type Reply, exchange } from './exchange.js'
import { isGatewayFault, isMutation, readJson, requestBody } from './http-request.js'
import { ClientGone, TierFault, failedAnswer, requireClient } from './failed-answer.js'
import type { SharedReads } from './shared-reads.js'
import type { SignViewer } from './sign-viewer.js'
import type { Readiness, TierRequest, TierSource } from './tier-source.js'

/** What a tier that runs as a service of its own needs. */
export interface HttpTier {
  readonly name: string
  /** The subgraph's GraphQL address. */
  readonly url: string
  /** How long one question may take, retry included, in milliseconds. */
  readonly timeout: number
  /** The largest answer that is read, in bytes. */
  readonly responseLimit: number
  /** How the service learns who asks; undefined for a subgraph that is not one of the hub's. */
  readonly signViewer: SignViewer | undefined
  /** What shares equal reads that are under way; undefined where each asks for itself. */
  readonly sharedReads: SharedReads | undefined
  /** `endpoint` asks `/health/ready` beside the GraphQL address; `typename` asks the graph itself. */
  readonly readiness: 'endpoint' | 'typename'
  readonly log: Logger
}

const connectionsPerTier = 64

/** A tier that is asked over HTTP. A query that meets a broken connection is asked once more; a mutation never is. */
export function httpSource(tier: HttpTier): TierSource {
  const url = new URL(tier.url)
  // One request at a time on a connection: behind a slow one, a pipelined request would wait.
  const pool = new Pool(url.origin, {
    connections: connectionsPerTier,
    pipelining: 1,
    connect: { timeout: tier.timeout, keepAlive: true },
  })

  async function send(request: TierRequest, deadline: Deadline, onSent: () => void): Promise<Reply> {
    const isWrite = isMutation(request.query)
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    }
    if (request.language !== undefined) headers['accept-language'] = request.language
    if (tier.signViewer !== undefined) headers['viewer'] = await tier.signViewer(request.viewer, tier.name)
    const body = requestBody(request)
    headers[timeLeftHeader] = writeTimeLeft(timeForTier(deadline, isWrite))
    const path = url.pathname + url.search
    const once = () => exchange(pool, { method: 'POST', path, headers, body, onSent }, tier.responseLimit, deadline)
    if (isWrite) {
      try {
        return await once()
      } finally {
        await tier.sharedReads?.forget()
      }
    }
    const atMostTwice = async () => {
      try {
        const reply = await once()
        return isGatewayFault(reply.status) ? await once() : reply
      } catch (error) {
        if (error instanceof TierFault) throw error
        return await once()
      }
    }
    const { sharedReads } = tier
    if (sharedReads === undefined) return await atMostTwice()
    return await sharedReads.read(request.viewer, `${tier.url} ${request.language} ${body}`, deadline, atMostTwice)
  }

  return {
    async ask(request) {
      requireClient(request.signal)
      const deadline = startDeadline(tier.timeout, request.signal, request.endsAt)
      let isSent = false
      try {
        const reply = await send(request, deadline, () => void (isSent = true))
        // A 401 is of the gateway's own token, so that nothing was done.
        if (reply.status === 401) isSent = false
        return checkAnswer(readReply(reply), request)
      } catch (error) {
        if (deadline.left) throw new ClientGone()
        const fault = error instanceof TierFault ? error : new TierFault('TIER_UNAVAILABLE', 'the connection failed')
        tier.log.warn({ tier: tier.name, code: fault.code, reason: fault.message, err: error }, 'a tier gave no answer')
        const isUnknown = isSent && isMutation(request.query)
        return failedAnswer(tier.name, isUnknown ? 'OUTCOME_UNKNOWN' : fault.code, request)
      } finally {
        deadline.end()
      }
    },
    async ready() {
      const deadline = startDeadline(tier.timeout, undefined)
      try {
        const request =
          tier.readiness === 'endpoint'
            ? ({ method: 'GET', path: '/health/ready', headers: { accept: 'application/json' } } as const)
            : ({
                method: 'POST',
                path: url.pathname + url.search,
                headers: { 'content-type': 'application/json', accept: 'application/json' },
                body: '{"query":"{__typename}"}',
              } as const)
        return readReadiness(await exchange(pool, request, tier.responseLimit, deadline))
      } catch (error) {
        return { ready: false, detail: error instanceof TierFault ? error.code : 'TIER_UNAVAILABLE' }
      } finally {
        deadline.end()
      }
    },
    close: () => pool.destroy(),
  }
}

function readReply(reply: Reply): unknown {
  // A write without a token is refused in a response of 200. A 401 means the gateway's own token, not the client's.
  if (reply.status === 401)
    throw new TierFault('TIER_UNAVAILABLE', "status 401: the tier does not take this gateway's token")
  return readJson(reply)
}

function readReadiness({ status, bytes }: Reply): Readiness {
  const said = bytes.toString('utf8')
  if (status >= 200 && status < 300)
    return /"background"\s*:\s*"DOWN"/.test(said) ? { ready: true, background: 'DOWN' } : { ready: true }
  const detail = /"detail"\s*:\s*"([A-Z_]+)"/.exec(said)?.[1]
  return { ready: false, detail: isErrorCode(detail) ? detail : 'TIER_UNAVAILABLE' }
}
