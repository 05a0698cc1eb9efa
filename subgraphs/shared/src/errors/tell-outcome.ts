import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import { madeUnanswered, outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import type { ExecutionResult, GraphQLFormattedError } from 'graphql'
import type { Language } from '@shequ/schema/terms/term'
import type { CallWrites } from '../call/call-writes.js'

/** Errors that do not say what is wrong with the request. A client that gets one sends the same request again. */
const asksAgain: ReadonlySet<unknown> = new Set<ErrorCode>([
  'TIER_TIMEOUT',
  'TIER_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
  'INTERNAL',
])

/** Replaces the error of a whole answer by `OUTCOME_UNKNOWN` when a write was made, or may have been. */
export function tellOutcome(error: HubError, writes: CallWrites): HubError {
  if (!asksAgain.has(error.code)) return error
  if (writes.isUnknown) return new HubError('OUTCOME_UNKNOWN', outcomeUnknown)
  return writes.made > 0 ? new HubError('OUTCOME_UNKNOWN', madeUnanswered) : error
}

/**
 * Does the same for each error that stands where the answer of a write should be.
 *
 * @param result as it was executed
 * @param masked its errors as they may be shown, in their order
 */
export function tellOutcomes(
  { data, errors = [] }: ExecutionResult,
  masked: readonly GraphQLFormattedError[],
  writes: CallWrites,
  language: Language,
): readonly GraphQLFormattedError[] {
  const isAnswered = (key: unknown) => (data?.[String(key)] ?? null) !== null
  if (writes.made <= Object.keys(data ?? {}).filter(isAnswered).length) return masked
  const message = (errors.length === 1 ? madeUnanswered : outcomeUnknown)[language]
  return masked.map((error, place) => {
    const isOfWrite = !isAnswered(error.path?.[0]) && !writes.failedWith(errors[place]?.originalError)
    if (!isOfWrite || !asksAgain.has(error.extensions?.['code'])) return error
    return { ...error, message, extensions: { code: 'OUTCOME_UNKNOWN' satisfies ErrorCode } }
  })
}
