import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql'
import { pageLimit } from '../../plan/page-limit.js'

/** How many entries a list is taken to have that a question gives no length: a city has 16 boroughs, a borough 15 streets. */
export const usualLength = 10

/** A question, as far as it tells how many records it asks for. */
export interface Question {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Coerced by the operation's definitions. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** The length that a field gives to the lists in it, as a connection's does; undefined where it gives none. */
type Page = number | undefined

/**
 * How many records an operation asks for at most: every object of an answer counts, entries of pages by their `first`. Each
 * selection set is looked at once a page length and each fragment once in it, so that counting takes no longer than a question is long.
 */
export function countRecords({ schema, operation, fragments, variables }: Question): number {
  const known = new Map<SelectionSetNode, Map<Page, number>>()

  function ofSelections(type: GraphQLNamedOutputType, selectionSet: SelectionSetNode, page: Page): number {
    const counted = known.get(selectionSet)?.get(page)
    if (counted !== undefined) return counted
    const spread = new Set<string>()
    const total = ofFields(type, selectionSet, page, spread)
    known.set(selectionSet, (known.get(selectionSet) ?? new Map<Page, number>()).set(page, total))
    return total
  }

  function ofFields(
    type: GraphQLNamedOutputType,
    { selections }: SelectionSetNode,
    page: Page,
    spread: Set<string>,
  ): number {
    let total = 0
    for (const selection of selections) {
      if (isLeftOut(selection, variables)) continue
      if (selection.kind === Kind.FIELD) {
        total += ofField(type, selection, page)
        continue
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue
        spread.add(selection.name.value)
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (fragment === undefined) continue
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value)
      const narrowed = condition && isCompositeType(condition) ? condition : type
      total += ofFields(narrowed, fragment.selectionSet, page, spread)
    }
    return total
  }

  function ofField(type: GraphQLNamedOutputType, node: FieldNode, page: Page): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined
    if (field === undefined || node.selectionSet === undefined) return 0
    const own = lengthOf(field, node)
    const inner = ofSelections(getNamedType(field.type), node.selectionSet, own)
    return entries(field.type, own ?? page) * (1 + inner)
  }

  function lengthOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Page {
    const length = pageLimit(field, node)?.(variables)
    return length === undefined || Number.isNaN(length) ? undefined : length
  }

  const root = schema.getRootType(operation.operation)
  return root ? ofSelections(root, operation.selectionSet, undefined) : 0
}

function entries(type: GraphQLOutputType, page: Page): number {
  return isListType(getNullableType(type)) ? Math.max(0, page ?? usualLength) : 1
}

function isLeftOut(
  selection: Parameters<typeof getDirectiveValues>[1],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false
  )
}
