import { Kind, type OperationDefinitionNode, parse } from 'graphql'
import { type Fragments, fragmentsOf } from '@shequ/schema/document/fragments'

/** The one operation of a query plan's fetch, with its fragments by name. */
export interface FetchOperation {
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
}

/** Parses the operation of a fetch; the planner prints one a document. */
export function operationOf(query: string): FetchOperation {
  const document = parse(query, { noLocation: true })
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  if (operation === undefined) throw new Error('Expected an operation in the fetch of a query plan.')
  return { operation, fragments: fragmentsOf(document) }
}
