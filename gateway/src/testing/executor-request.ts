import { anonymous } from '@shequ/schema/viewer'
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql'
import type { ExecutorRequest } from '../plan/prepare/gateway-types.js'

const { signal } = new AbortController()

/** What Apollo Server hands to an executor for an operation of a valid document that nobody's token comes with. */
export function executorRequest(
  schema: GraphQLSchema,
  document: DocumentNode,
  queryHash: string,
  operationName?: string,
): ExecutorRequest {
  return {
    schema,
    document,
    operation: getOperationAST(document, operationName),
    queryHash,
    request: { variables: {}, operationName },
    context: { viewer: anonymous, signal },
  } as unknown as ExecutorRequest
}
