import type { Reply } from './exchange.js'
import { TierFault } from './failed-answer.js'
import { type TierRequest, variablesOf } from './tier-source.js'

/** The body of a GraphQL request over HTTP. */
export function requestBody(request: TierRequest): string {
  const { query, operationName } = request
  const variables = variablesOf(request)
  return JSON.stringify(operationName === undefined ? { query, variables } : { query, variables, operationName })
}

/**
 * Reads a reply that holds JSON.
 *
 * @throws {TierFault} when it holds something else.
 */
export function readJson({ status, headers, bytes }: Reply): unknown {
  const contentType = String(headers['content-type'] ?? '')
  if (!/^application\/(graphql-response\+)?json\b/i.test(contentType)) {
    throw new TierFault('TIER_UNAVAILABLE', `status ${status} with content type ${contentType || 'none'}`)
  }
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new TierFault('TIER_UNAVAILABLE', `status ${status} with a body that is not JSON`, { cause: error })
  }
}

/** The planner prints operations in one way: the keyword comes first, and a query may do without. */
export function isMutation(query: string): boolean {
  return /^\s*mutation\b/.test(query)
}

/** Statuses of whatever stands in front of a service that is starting, stopping or gone. */
export function isGatewayFault(status: number): boolean {
  return status >= 502 && status <= 504
}
