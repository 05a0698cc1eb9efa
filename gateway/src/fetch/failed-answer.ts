import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import { outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import { type GraphQLFormattedError, Kind, type SelectionSetNode } from 'graphql'
import { operationOf } from '../document/operation-of.js'
import type { TierAnswer, TierRequest } from './tier-source.js'

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

const messages: Partial<Record<ErrorCode, (tier: string) => string>> = {
  OUTCOME_UNKNOWN: () => outcomeUnknown,
  TIER_TIMEOUT: (tier) => `The ${tier} tier took longer than its deadline. Ask again later, or for less at once.`,
}

/**
 * The answer in the place of one that a tier failed to give: null for every entity or root field it was asked for, each
 * with one error. Whoever executes the plan turns the paths into those of the client's query, so that what other tiers own
 * stays in the answer.
 */
export function failedAnswer(tier: string, code: ErrorCode, request: TierRequest): TierAnswer {
  const message =
    messages[code]?.(tier) ?? `The ${tier} tier did not answer. What other tiers own is unaffected; ask again later.`
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
    const visited = new Set<string>()
    const look = (set: SelectionSetNode | undefined, isRoot: boolean): void => {
      for (const selection of set?.selections ?? []) {
        if (selection.kind === Kind.FIELD) {
          if (isRoot && type !== undefined) look(selection.selectionSet, false)
          else if (type === undefined || selection.name.value !== '__typename') {
            keys.add((selection.alias ?? selection.name).value)
          }
          continue
        }
        const isSpread = selection.kind === Kind.FRAGMENT_SPREAD
        if (isSpread && visited.has(selection.name.value)) continue
        if (isSpread) visited.add(selection.name.value)
        const fragment = isSpread ? fragments.get(selection.name.value) : selection
        const condition = fragment?.typeCondition?.name.value
        if (isRoot || condition === undefined || condition === type) look(fragment?.selectionSet, isRoot)
      }
    }
    look(operation.selectionSet, true)
    return [...keys]
  }
}

function typeNameOf(representation: unknown): string {
  const type: unknown =
    typeof representation === 'object' && representation !== null
      ? Reflect.get(representation, '__typename')
      : undefined
  return typeof type === 'string' ? type : ''
}
