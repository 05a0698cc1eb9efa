import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { type GraphQLFormattedError, Kind, type SelectionNode, parse } from 'graphql'
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

const messages: Partial<Record<ErrorCode, (tier: string) => string>> = {
  TIER_TIMEOUT: (tier) => `The ${tier} tier took longer than its deadline. Ask again later, or for less at once.`,
}

/**
 * The answer in the place of one that a tier failed to give: null for every entity or field it was asked for, each with
 * an error of its own. The query plan's executor turns the paths into those of the client's query, so that what other
 * tiers own stays in the answer.
 */
export function failedAnswer(tier: string, code: ErrorCode, request: TierRequest): TierAnswer {
  const message =
    messages[code]?.(tier) ?? `The ${tier} tier did not answer. What other tiers own is unaffected; ask again later.`
  return spread({ message, extensions: { code, tier } }, request)
}

/** Lays one error on everything that was asked: on each entity, or on each root field. */
export function spread(error: GraphQLFormattedError, request: TierRequest): TierAnswer {
  const representations = request.variables['representations']
  if (Array.isArray(representations)) {
    return {
      data: { _entities: representations.map(() => null) },
      errors: representations.map((_, index) => ({ ...error, path: ['_entities', index] })),
    }
  }
  return { data: null, errors: rootKeys(request).map((key) => ({ ...error, path: [key] })) }
}

/** The response keys of an operation's root fields, fragments included. */
function rootKeys({ query, operationName }: TierRequest): readonly string[] {
  const { definitions } = parse(query, { noLocation: true })
  const keys = new Set<string>()
  const collect = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet.selections)
      else {
        const fragment = definitions.find(
          (definition) =>
            definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
        )
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet.selections)
      }
    }
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    if (operationName === undefined || definition.name?.value === operationName) {
      collect(definition.selectionSet.selections)
    }
  }
  return [...keys]
}
