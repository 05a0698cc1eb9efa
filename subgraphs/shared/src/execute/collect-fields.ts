import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  getDirectiveValues,
  isAbstractType,
} from 'graphql'

/** What selections mean depends on: the schema, the fragments, and the variables that stand in conditions. */
export interface Collection {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly conditions: Readonly<Record<string, unknown>>
}

/** Fields by response name, in the order in which an answer has them. */
export type CollectedFields = ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]>

/**
 * Collects the fields that selection sets ask of a type (GraphQL §6.3.2). Each fragment is laid in once, wherever it is
 * spread again, and only where a spread of it is not left out by a condition.
 */
export function collectFields(
  { schema, fragments, conditions }: Collection,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): CollectedFields {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>()
  const visited = new Set<string>()
  const fits = (condition: string | undefined) => {
    if (condition === undefined || condition === type.name) return true
    const named = schema.getType(condition)
    return isAbstractType(named) && schema.isSubType(named, type)
  }
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value
        if (visited.has(name) || isLeftOut(selection, conditions)) continue
        visited.add(name)
        const fragment = fragments.get(name)
        if (fragment && fits(fragment.typeCondition.name.value)) collect(fragment.selectionSet)
      } else if (!isLeftOut(selection, conditions)) {
        if (selection.kind === Kind.FIELD) {
          const name = selection.alias?.value ?? selection.name.value
          const known = fields.get(name)
          if (known) known.push(selection)
          else fields.set(name, [selection])
        } else if (fits(selection.typeCondition?.name.value)) collect(selection.selectionSet)
      }
    }
  }
  sets.forEach(collect)
  return fields
}

/** @throws {GraphQLError} when the condition has no value. */
function isLeftOut(selection: SelectionNode, conditions: Readonly<Record<string, unknown>>): boolean {
  if (!selection.directives?.length) return false
  if (getDirectiveValues(GraphQLSkipDirective, selection, conditions)?.['if'] === true) return true
  return getDirectiveValues(GraphQLIncludeDirective, selection, conditions)?.['if'] === false
}
