import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import { outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  parse,
} from 'graphql'
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
 * The answer in the place of one that a tier failed to give: null for every entity or field it was asked for, each with
 * an error of its own. The query plan's executor turns the paths into those of the client's query, so that what other
 * tiers own stays in the answer.
 */
export function failedAnswer(tier: string, code: ErrorCode, request: TierRequest): TierAnswer {
  const message =
    messages[code]?.(tier) ?? `The ${tier} tier did not answer. What other tiers own is unaffected; ask again later.`
  return spread({ message, extensions: { code, tier } }, request)
}

/** Lays one error on everything that was asked: on each field of each entity, or on each root field. */
export function spread(error: GraphQLFormattedError, request: TierRequest): TierAnswer {
  const selections = rootSelections(request)
  const representations: unknown = request.variables['representations']
  if (!Array.isArray(representations)) {
    return { data: null, errors: fieldsOf(selections).map((field) => ({ ...error, path: [keyOf(field)] })) }
  }
  const entities = fieldsOf(selections)[0]?.selectionSet?.selections ?? []
  return {
    data: { _entities: representations.map(() => null) },
    errors: representations.flatMap((representation: unknown, index) =>
      fieldsOf(entities, typeOf(representation))
        .map(keyOf)
        .filter((key) => key !== '__typename')
        .map((key) => ({ ...error, path: ['_entities', index, key] })),
    ),
  }
}

function rootSelections({ query, operationName }: TierRequest): readonly SelectionNode[] {
  const { definitions } = parse(query, { noLocation: true })
  const operation = definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === undefined || definition.name?.value === operationName),
  )
  const fragments = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  return operation?.kind === Kind.OPERATION_DEFINITION ? inline(operation.selectionSet.selections, fragments) : []
}

/** Selections with named fragments in the form of inline ones, so that one walk reads both. */
function inline(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly SelectionNode[] {
  return selections.map((selection) => {
    if (selection.kind === Kind.FIELD && selection.selectionSet === undefined) return selection
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined
    const { typeCondition, selectionSet } = fragment ?? (selection as InlineFragmentNode)
    const nested = inline(selectionSet.selections, fragments)
    if (selection.kind === Kind.FIELD) return { ...selection, selectionSet: { ...selectionSet, selections: nested } }
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(typeCondition && { typeCondition }),
      selectionSet: { ...selectionSet, selections: nested },
    }
  })
}

/** The fields of a selection that hold for a type; for every type when none is named. */
function fieldsOf(selections: readonly SelectionNode[], type?: string): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind !== Kind.INLINE_FRAGMENT) return []
    const condition = selection.typeCondition?.name.value
    return condition === undefined || type === undefined || condition === type
      ? fieldsOf(selection.selectionSet.selections, type)
      : []
  })
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}

function typeOf(representation: unknown): string | undefined {
  const type: unknown =
    typeof representation === 'object' && representation !== null
      ? Reflect.get(representation, '__typename')
      : undefined
  return typeof type === 'string' ? type : undefined
}
