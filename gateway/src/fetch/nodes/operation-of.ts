import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql'

/** The one operation of a query plan's fetch, with its fragments by name. */
export interface FetchOperation {
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

/** Parses the operation of a fetch; the planner prints one a document. */
export function operationOf(query: string): FetchOperation {
  const document = parse(query, { noLocation: true })
  const fragments = new Map<string, FragmentDefinitionNode>()
  let operation: OperationDefinitionNode | undefined
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operation ??= definition
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  if (operation === undefined) throw new Error('Expected an operation in the fetch of a query plan.')
  return { operation, fragments }
}
