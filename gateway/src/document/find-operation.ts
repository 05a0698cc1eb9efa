import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql'

/** The operation of a document by its name, or its only one. */
export function findOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    if (name === undefined || definition.name?.value === name) return definition
  }
  throw new Error('Expected an operation in the document, but it holds none of that name.')
}
