import type { ApolloServerPlugin } from '@apollo/server'
import { HubError } from '@shequ/schema/errors/hub-error'
import { OperationTypeNode } from 'graphql'
import type { RequestContext } from '../fetch/request-context.js'

/** Ends a request that names no operation of its document, or one of a kind that the gateway does not execute. */
export const requireOperation: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, request, schema }) {
        if (operation === undefined || operation === null) {
          throw new HubError(
            'OPERATION_RESOLUTION_FAILURE',
            request.operationName === undefined
              ? 'Expected one operation, or `operationName` to say which, but the document holds several.'
              : `Expected an operation named ${JSON.stringify(request.operationName)}, but the document holds none.`,
          )
        }
        if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
          throw new HubError('GRAPHQL_VALIDATION_FAILED', 'The graph has queries and mutations, but no subscriptions.')
        }
        // A document is not held against a type that there is not.
        if (schema.getRootType(operation.operation) == null) {
          throw new HubError(
            'GRAPHQL_VALIDATION_FAILED',
            `Expected a kind of operation that the graph has, but it has no ${operation.operation === OperationTypeNode.MUTATION ? 'mutations' : 'queries'}.`,
          )
        }
      },
    }
  },
}
