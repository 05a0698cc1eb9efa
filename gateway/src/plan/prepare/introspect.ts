import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  executeSync,
} from 'graphql'
import type { Fragments } from '@shequ/schema/document/fragments'

/** Answers a field about the schema itself. */
export type Introspect = (variables: Readonly<Record<string, unknown>>) => unknown

/** Compiles a field at the root of a query that asks about the schema: GraphQL's own executor answers it. */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): Introspect {
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } },
      ...fragments.values(),
    ],
  }
  const [{ alias, name }] = nodes as [FieldNode]
  return (variableValues) => {
    const { data, errors: [error] = [] } = executeSync({ schema, document, variableValues })
    if (error !== undefined) throw error
    return data?.[(alias ?? name).value]
  }
}
