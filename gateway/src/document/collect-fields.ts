import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** The fragments of a document, by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** The fields that one object answers, by response key, in the order in which a client asked for them. */
export type FieldsByKey = ReadonlyMap<string, readonly FieldNode[]>

/** What selections are read with. */
export interface Reading {
  readonly schema: GraphQLSchema
  readonly fragments: Fragments
  /** The values of the variables that stand in conditions. */
  readonly conditions: Readonly<Record<string, unknown>>
}

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
}

/** The operation of a document by its name, or its only one. */
export function findOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    if (name === undefined || definition.name?.value === name) return definition
  }
  throw new Error('Expected an operation in the document, but it holds none of that name.')
}

/**
 * Flattens selections on an object type, as GraphQL §6.3.2 has it: each fragment is laid in once for a selection set, where it stands
 * first and is not left out, and fields of the same key stand together.
 */
export function collectFields(
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
  reading: Reading,
): FieldsByKey {
  const byKey = new Map<string, FieldNode[]>()
  const visited = new Set<string>()
  const lay = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (isLeftOut(selection, reading.conditions)) continue
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value
        const same = byKey.get(key)
        if (same === undefined) byKey.set(key, [selection])
        else same.push(selection)
        continue
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (visited.has(selection.name.value)) continue
        visited.add(selection.name.value)
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(selection.name.value) : selection
      if (fragment !== undefined && holdsFor(type, fragment.typeCondition?.name.value, reading.schema)) {
        lay(fragment.selectionSet)
      }
    }
  }
  for (const set of new Set(sets)) lay(set)
  return byKey
}

/** Whether a fragment of this condition is for objects of the type. */
export function holdsFor(
  type: GraphQLObjectType | GraphQLInterfaceType,
  condition: string | undefined,
  schema: GraphQLSchema,
): boolean {
  if (condition === undefined || condition === type.name) return true
  const conditionType = schema.getType(condition)
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type)
}

/** Whether the conditions of a selection leave it out. @throws {GraphQLError} for a variable of a condition that is null. */
export function isLeftOut(
  selection: { readonly directives?: readonly DirectiveNode[] },
  conditions: Readonly<Record<string, unknown>>,
): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return false
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, conditions)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, conditions)?.['if'] === false
  )
}
