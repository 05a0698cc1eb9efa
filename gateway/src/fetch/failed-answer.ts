import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import { outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import type { Term } from '@shequ/schema/terms/term'
import { layFlat } from '@shequ/schema/document/lay-flat'
import type { FieldNode, GraphQLFormattedError } from 'graphql'
import { operationOf } from '../document/operation-of.js'
import type { TierAnswer, TierRequest } from './tier-source.js'
import { typeNameOf } from './type-name-of.js'

/** Why a tier gave no answer, for the log only. */
export class TierFault extends Error {
  constructor(
    readonly code: ErrorCode,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options)
    this.name = 'TierFault'
  }
}

/** The client has gone, so that there is nobody to answer: the one thing for which a source rejects. */
export class ClientGone extends HubError {
  constructor() {
    super('TIER_UNAVAILABLE', 'The client has gone.')
    this.name = 'ClientGone'
  }
}

/** @throws {ClientGone} when nobody waits for the answer any more: nothing is begun for it then. */
export function requireClient(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ClientGone()
}

const messages: Partial<Record<ErrorCode, (tier: string) => Term>> = {
  OUTCOME_UNKNOWN: () => outcomeUnknown,
  TIER_TIMEOUT: (tier) => ({
    en: `The ${tier} tier took longer than its deadline. Ask again later, or for less at once.`,
    zh: `层级 ${tier} 超过了时限。请稍后再次发送，或减少一次所要的内容。`,
  }),
}

function unavailable(tier: string): Term {
  return {
    en: `The ${tier} tier did not answer. What other tiers own is unaffected; ask again later.`,
    zh: `层级 ${tier} 没有答复。其他层级的内容不受影响；请稍后再次发送。`,
  }
}

/**
 * The answer in the place of one that a tier failed to give: null for every entity or root field it was asked for, each
 * with one error. Whoever executes the plan turns the paths into those of the client's query, so that what other tiers own
 * stays in the answer.
 */
export function failedAnswer(tier: string, code: ErrorCode, request: TierRequest): TierAnswer {
  const { [request.language ?? 'en']: message } = (messages[code] ?? unavailable)(tier)
  return spread({ message, extensions: { code, tier } }, request)
}

/**
 * Lays one error on everything that was asked: on each root field, or on each entity. An error stands at the one field that was asked
 * of an entity, and at the entity where there are several, so that a wide question about many has no more errors than entities.
 */
export function spread(error: GraphQLFormattedError, request: TierRequest): TierAnswer {
  const { query, representations } = request
  const keys = keysIn(query)
  if (representations === undefined) return { data: null, errors: keys().map((key) => ({ ...error, path: [key] })) }
  const ofType = new Map<string, readonly string[]>()
  const fieldOf = (representation: unknown) => {
    const type = typeNameOf(representation)
    const known = ofType.get(type) ?? keys(type)
    ofType.set(type, known)
    return known.length === 1 ? known : []
  }
  return {
    data: { _entities: representations.map(() => null) },
    errors: representations.map((representation, index) => ({
      ...error,
      path: ['_entities', index, ...fieldOf(representation)],
    })),
  }
}

/** Gives the keys that a question asks for, each once: those of its root, or of its entities of one type. */
function keysIn(query: string): (type?: string) => readonly string[] {
  const { operation, fragments } = operationOf(query)
  return (type) => {
    const keys = new Set<string>()
    const addKey = (node: FieldNode) => keys.add((node.alias ?? node.name).value)
    const ofEntities = ({ selectionSet }: FieldNode) =>
      layFlat(selectionSet === undefined ? [] : [[selectionSet, true]], {
        fragments,
        enter: (condition) => (condition === undefined || condition === type ? true : undefined),
        field: (node) => {
          if (node.name.value !== '__typename') addKey(node)
        },
      })
    layFlat([[operation.selectionSet, true]], { fragments, field: type === undefined ? addKey : ofEntities })
    return [...keys]
  }
}
