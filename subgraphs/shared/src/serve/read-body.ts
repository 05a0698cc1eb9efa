import { HubError } from '@shequ/schema/errors/hub-error'
import type { SubgraphRequest } from '@shequ/schema/subgraph-call'

/**
 * Reads the JSON body of a GraphQL request.
 *
 * @throws {HubError} BAD_REQUEST naming the member that has another type than GraphQL over HTTP gives it.
 */
export function readBody(body: unknown): Omit<SubgraphRequest, 'viewer'> {
  if (!isObject(body)) throw new HubError('BAD_REQUEST', 'Expected the body to be a JSON object with a `query`.')
  const { query, variables, operationName } = body
  if (typeof query !== 'string')
    throw new HubError('BAD_REQUEST', 'Expected `query` to be a string that holds a GraphQL document.')
  if (variables !== undefined && variables !== null && !isObject(variables)) {
    throw new HubError('BAD_REQUEST', 'Expected `variables` to be a JSON object.')
  }
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw new HubError('BAD_REQUEST', 'Expected `operationName` to be a string.')
  }
  return { query, variables: variables ?? {}, operationName: operationName ?? undefined }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
