import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql'

/** Thrown while an operation is compiled: it holds something that only the stock executor knows. */
export class NotPlain extends Error {}

/** The fields that one object answers, by response key, in the order in which a client asked for them. */
export type FieldsByKey = ReadonlyMap<string, readonly FieldNode[]>

/** The operation of a document by its name, or its only one. */
export function findOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    if (name === undefined || definition.name?.value === name) return definition
  }
  throw new NotPlain('no operation')
}

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
}

/**
 * Flattens selections on an object type: fragments are laid into their place, and fields of the same key together.
 *
 * @throws {NotPlain} at a directive, a fragment on another type, or a key that is no plain property name.
 */
export function collectFields(
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  into = new Map<string, FieldNode[]>(),
): FieldsByKey {
  for (const selection of selections) {
    if ((selection.directives?.length ?? 0) > 0) throw new NotPlain('a directive')
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value
      if (key === '__proto__') throw new NotPlain('a key that is no plain property')
      const same = into.get(key)
      if (same === undefined) into.set(key, [selection])
      else same.push(selection)
      continue
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
    if (fragment === undefined || (fragment.directives?.length ?? 0) > 0) throw new NotPlain('a fragment')
    if (fragment.typeCondition !== undefined && fragment.typeCondition.name.value !== type.name) {
      throw new NotPlain('a fragment on another type')
    }
    collectFields(type, fragment.selectionSet.selections, fragments, into)
  }
  return into
}
