import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import { TierFault, spread } from './failed-answer.js'
import type { TierAnswer, TierRequest } from './tier-source.js'
import { isRecord } from '../document/is-record.js'

/**
 * Holds a tier's answer against the shape that the query plan's executor relies on, and puts errors where the client
 * finds them: an error without a place among the entities that were asked for is laid on each of them.
 *
 * @throws {TierFault} when it is no answer to the request.
 */
export function checkAnswer(answer: unknown, request: TierRequest): TierAnswer {
  if (!isResult(answer)) throw new TierFault('TIER_UNAVAILABLE', 'the answer is not a GraphQL response')
  const { data, errors } = withoutEmpties(answer)
  const { representations } = request
  if (representations === undefined) {
    if (data !== null && data !== undefined) return { data, ...(errors === undefined ? {} : { errors }) }
    if (errors === undefined) throw new TierFault('TIER_UNAVAILABLE', 'the answer holds neither data nor errors')
    return { data: null, errors: errors.flatMap((error) => placeOnRoot(error, request)) }
  }
  if (data === null || data === undefined) {
    const [first] = errors ?? []
    if (first === undefined) throw new TierFault('TIER_UNAVAILABLE', 'the answer holds neither data nor errors')
    return spread(first, request)
  }
  const entities = data['_entities']
  if (!isEntities(entities) || entities.length !== representations.length) {
    throw new TierFault('TIER_UNAVAILABLE', `expected ${representations.length} entities, but got others`)
  }
  return errors === undefined
    ? { data }
    : { data, errors: errors.flatMap((error) => placeOnEntity(error, request, entities)) }
}

function placeOnRoot(error: GraphQLFormattedError, request: TierRequest): readonly GraphQLFormattedError[] {
  return error.path === undefined || error.path.length === 0 ? (spread(error, request).errors ?? []) : [error]
}

/** What is empty is absent: some servers write `"errors": null`, or a path or extensions of null. */
function withoutEmpties({ data, errors }: FormattedExecutionResult): TierAnswer {
  if (!Array.isArray(errors) || errors.length === 0) return data === undefined ? {} : { data }
  const kept = errors.map(({ message, path, extensions }: GraphQLFormattedError) => ({
    message,
    ...(Array.isArray(path) && { path }),
    ...(isRecord(extensions) && { extensions }),
  }))
  return { ...(data !== undefined && { data }), errors: kept }
}

/** An error that names no entity belongs to those that came as null, or else to all. */
function placeOnEntity(
  error: GraphQLFormattedError,
  request: TierRequest,
  entities: readonly unknown[],
): readonly GraphQLFormattedError[] {
  const [root, index] = error.path ?? []
  if (root === '_entities' && Number.isInteger(index) && Number(index) >= 0 && Number(index) < entities.length) {
    return [error]
  }
  const all = spread(error, request).errors ?? []
  const missing = all.filter(({ path }) => entities[Number(path?.[1])] === null)
  return missing.length > 0 ? missing : all
}

function isResult(answer: unknown): answer is FormattedExecutionResult {
  if (!isRecord(answer)) return false
  const { data, errors } = answer
  const dataFits = data === undefined || data === null || isRecord(data)
  const errorsFit = errors === undefined || errors === null || (Array.isArray(errors) && errors.every(isError))
  return dataFits && errorsFit
}

function isError(error: unknown): error is GraphQLFormattedError {
  if (!isRecord(error) || typeof error['message'] !== 'string') return false
  const { path, extensions } = error
  return (
    (path === undefined || path === null || (Array.isArray(path) && path.every(isPathElement))) &&
    (extensions === undefined || extensions === null || isRecord(extensions))
  )
}

function isPathElement(element: unknown): element is string | number {
  return typeof element === 'string' || typeof element === 'number'
}

function isEntities(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((entity) => entity === null || isRecord(entity))
}
