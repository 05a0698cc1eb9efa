import { randomBytes } from 'node:crypto'
import {
  type AnswerVerifier,
  UnbelievableAnswer,
  answerVerifier,
  nonceHeader,
  signatureHeader,
} from '@shequ/process/keys/answer-signature'
import { nodeName } from '@shequ/process/keys/node-name'
import type { Logger } from '@shequ/process/log'
import { timeLeftHeader, writeTimeLeft } from '@shequ/process/time-left'
import { type Deadline, startDeadline, timeForTier } from '../deadline.js'
import type { Reply } from '../exchange.js'
import { ClientGone, TierFault, requireClient } from '../failed-answer.js'
import { isGatewayFault, isMutation, requestBody } from '../http-request.js'
import type { SignViewer } from '../sign-viewer.js'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { CheckRecords } from './check-records.js'
import { Cooldown } from './cooldown.js'
import { type NodeConnection, connectTo } from './node-connection.js'
import type { NodeLimits } from './node-limits.js'
import type { NodeCounts } from './node-counts.js'
import type { NodeEntry } from './node-entry.js'
import { faultCodeOf, missingAnswer, rejected } from './node-fault.js'
import { readNodeAnswer } from './read-node-answer.js'

/** What all nodes are asked with. */
export interface NodeParts {
  readonly limits: NodeLimits
  readonly signViewer: SignViewer
  readonly checkRecords: CheckRecords
  readonly counts: NodeCounts
  /** The gateway's name, which it sends along so that it knows a question that comes back to it. */
  readonly gateway: string
  /** Reads what changed in the register; called when a node signs with a key that is not known. */
  readonly refresh: () => Promise<void>
  readonly log: Logger
}

/** A community's own node, as the gateway asks it. */
export interface Node {
  readonly entry: NodeEntry
  /**
   * Answers an operation about the community alone. A node that fails gives errors with code, path and community.
   *
   * @throws {ClientGone} alone, when nobody waits for the answer.
   */
  ask(request: TierRequest): Promise<TierAnswer>
  /** Takes what the register says anew about the same address: its keys, its status. */
  update(entry: NodeEntry): void
  /** Lets what is under way end, and closes the connections. */
  close(): Promise<void>
}

/** Opens a node of the register. No connection is made before the first question. */
export function openNode(first: NodeEntry, parts: NodeParts): Node {
  const { limits, counts, log } = parts
  const { community } = first
  const cooldown = new Cooldown(limits.cooldown)
  let entry = first
  // Of thousands that are registered, few are asked at a time: what asking takes is made when it is first needed.
  let connection: NodeConnection | undefined
  let verifier: AnswerVerifier | undefined
  let underWay = 0
  let whenIdle: (() => void) | undefined

  async function send(request: TierRequest, deadline: Deadline, onSent: () => void): Promise<TierAnswer> {
    const isWrite = isMutation(request.query)
    connection ??= connectTo(entry.address, limits)
    const nonce = randomBytes(16).toString('base64url')
    const body = requestBody(request)
    const headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      authorization: `Bearer ${await parts.signViewer(request.viewer, nodeName(community))}`,
      [nonceHeader]: nonce,
      via: `1.1 ${parts.gateway}`,
      ...(request.language !== undefined && { 'accept-language': request.language }),
      [timeLeftHeader]: writeTimeLeft(timeForTier(deadline, isWrite)),
    }
    const reply = await connection.post({ headers, body, mayRepeat: !isWrite, onSent }, deadline)
    if (isGatewayFault(reply.status)) throw new TierFault('NODE_UNAVAILABLE', `status ${reply.status}`)
    await verify(reply, body, nonce)
    return readNodeAnswer(reply, request, community, parts.checkRecords)
  }

  function verifierNow(): AnswerVerifier {
    verifier ??= answerVerifier(community, entry.keys)
    return verifier
  }

  async function verify(reply: Reply, body: string, nonce: string): Promise<void> {
    const signature = reply.headers[signatureHeader]
    const answer = { request: body, response: reply.bytes, nonce }
    const check = (by: AnswerVerifier) =>
      by.verify(typeof signature === 'string' ? signature : undefined, answer, new Date())
    try {
      check(verifierNow())
    } catch {
      // It may be signed with a key that the register got a moment ago.
      await parts.refresh()
      if (entry.status === 'REVOKED') throw new TierFault('NODE_UNAVAILABLE', 'it was revoked while it answered')
      believed(() => check(verifierNow()))
    }
  }

  async function askNow(request: TierRequest): Promise<TierAnswer> {
    const started = performance.now()
    const deadline = startDeadline(limits.timeout, request.signal, request.endsAt)
    underWay += 1
    let isSent = false
    try {
      const answer = await send(request, deadline, () => void (isSent = true))
      cooldown.succeeded()
      counts.count(community, 'answered', performance.now() - started)
      return answer
    } catch (error) {
      const code = faultCodeOf(error)
      if (deadline.left) {
        cooldown.undecided()
        throw new ClientGone()
      }
      cooldown.failed()
      counts.count(community, code === 'NODE_REJECTED' ? 'rejected' : 'failed', performance.now() - started)
      log.warn({ community, code, reason: reasonOf(error) }, 'a node gave no answer to believe')
      const isUnknown = isSent && code === 'NODE_UNAVAILABLE' && isMutation(request.query)
      return missingAnswer(community, isUnknown ? 'OUTCOME_UNKNOWN' : code, request)
    } finally {
      underWay -= 1
      if (underWay === 0) whenIdle?.()
      deadline.end()
    }
  }

  return {
    get entry() {
      return entry
    },
    async ask(request) {
      requireClient(request.signal)
      const isFull = underWay >= limits.connections + limits.queue
      if (entry.status === 'REVOKED' || isFull || !cooldown.admits()) {
        return missingAnswer(community, 'NODE_UNAVAILABLE', request)
      }
      return await askNow(request)
    },
    update(changed) {
      entry = changed
      verifier = undefined
    },
    async close() {
      if (underWay > 0) await new Promise<void>((resolve) => (whenIdle = resolve))
      await connection?.close()
    },
  }
}

function believed(check: () => void): void {
  try {
    check()
  } catch (error) {
    throw error instanceof UnbelievableAnswer ? rejected(error.message) : error
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
