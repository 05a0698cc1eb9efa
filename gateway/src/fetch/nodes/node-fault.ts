import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import { TierFault, spread } from '../failed-answer.js'
import { isMutation } from '../http-request.js'
import type { TierAnswer, TierRequest } from '../tier-source.js'

/** Why a node's part of an answer is missing. */
export type NodeFaultCode = Extract<ErrorCode, 'NODE_UNAVAILABLE' | 'NODE_REJECTED' | 'OUTCOME_UNKNOWN'>

/** What is said of a community that is on its way from one server to another. */
export const movingMessage = 'The community is moving to another server. Nothing was done: ask again in a moment.'

const messages: Readonly<Record<NodeFaultCode, string>> = {
  NODE_UNAVAILABLE:
    "The community's own node did not answer. What others own is unaffected; ask again later, or for the community alone.",
  OUTCOME_UNKNOWN: outcomeUnknown,
  NODE_REJECTED:
    "The answer of the community's own node was not believed, and nothing of it is shown. What others own is unaffected.",
}

/** What a client is told of a fault in asking a node. */
export function messageOf(code: NodeFaultCode): string {
  return messages[code]
}

/** The answer in the place of one that a community's owner failed to give, with the path of all it was asked for. */
export function missingAnswer(community: string, code: NodeFaultCode, request: TierRequest): TierAnswer {
  const isUnknown = code === 'NODE_REJECTED' && isMutation(request.query)
  const message = isUnknown
    ? `${messages[code]} The write may have been made all the same: look first.`
    : messages[code]
  return spread({ message, extensions: { code, community } }, request)
}

/** What is made of a fault in asking a node: what is not one of time or connection was a wrong answer. */
export function faultCodeOf(error: unknown): NodeFaultCode {
  return error instanceof TierFault && error.code === 'NODE_REJECTED' ? 'NODE_REJECTED' : 'NODE_UNAVAILABLE'
}

/** A fault that a node is not believed for. */
export function rejected(reason: string, options?: ErrorOptions): TierFault {
  return new TierFault('NODE_REJECTED', reason, options)
}
