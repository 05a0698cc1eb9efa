import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import type { Language, Term } from '@shequ/schema/terms/term'
import { TierFault, spread } from '../failed-answer.js'
import { isMutation } from '../http-request.js'
import type { TierAnswer, TierRequest } from '../tier-source.js'

/** Why a node's part of an answer is missing. */
export type NodeFaultCode = Extract<ErrorCode, 'NODE_UNAVAILABLE' | 'NODE_REJECTED' | 'OUTCOME_UNKNOWN'>

/** What is said of a community that is on its way from one server to another. */
export const movingMessage: Term = {
  en: 'The community is moving to another server. Nothing was done: ask again in a moment.',
  zh: '社区正在迁往另一台服务器。没有执行任何操作：请稍后再次发送。',
}

/** What is said of an error that a node gave without a code that is its own to give. */
export const failedMessage: Term = {
  en: "The community's own node could not do this, and it is not your request's fault.",
  zh: '社区的自有节点未能完成，与您的请求无关。',
}

const messages: Readonly<Record<NodeFaultCode, Term>> = {
  NODE_UNAVAILABLE: {
    en: "The community's own node did not answer. What others own is unaffected; ask again later, or for the community alone.",
    zh: '社区的自有节点没有答复。其他各方的内容不受影响；请稍后再次发送，或单独查询该社区。',
  },
  OUTCOME_UNKNOWN: outcomeUnknown,
  NODE_REJECTED: {
    en: "The answer of the community's own node was not believed, and nothing of it is shown. What others own is unaffected.",
    zh: '社区自有节点的答复未被采信，其内容一概不予显示。其他各方的内容不受影响。',
  },
}

/** What a client is told of a fault in asking a node. */
export function messageOf(code: NodeFaultCode): Term {
  return messages[code]
}

const mayBeMade: Term = {
  en: ' The write may have been made all the same: look first.',
  zh: '写入仍可能已经完成：请先查看。',
}

/** The answer in the place of one that a community's owner failed to give, with the path of all it was asked for. */
export function missingAnswer(community: string, code: NodeFaultCode, request: TierRequest): TierAnswer {
  const isUnknown = code === 'NODE_REJECTED' && isMutation(request.query)
  const language: Language = request.language ?? 'en'
  const message = `${messages[code][language]}${isUnknown ? mayBeMade[language] : ''}`
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
