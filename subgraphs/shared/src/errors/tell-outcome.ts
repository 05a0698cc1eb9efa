import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import { madeUnanswered, outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import type { ExecutionResult, GraphQLFormattedError } from 'graphql'
import type { CallWrites } from '../call/call-writes.js'

/** Errors that say nothing of the request itself: whoever gets one sends the same again. */
const asksAgain: ReadonlySet<unknown> = new Set<ErrorCode>([
  'TIER_TIMEOUT',
  'TIER_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
  'INTERNAL',
])

/** The error in the place of a whole answer, which says of a write that it was made, or may have been. */
export function tellOutcome(error: HubError, writes: CallWrites): HubError {
  if (!asksAgain.has(error.code)) return error
  if (writes.isUnknown) return new HubError('OUTCOME_UNKNOWN', outcomeUnknown)
  return writes.made > 0 ? new HubError('OUTCOME_UNKNOWN', madeUnanswered) : error
}

/**
 * Says the same of errors that stand in the place of what a write gives.
 *
 * @param result as it was executed
 * @param masked its errors as they may be shown, in their order
 */
export function tellOutcomes(
  { data, errors = [] }: ExecutionResult,
  masked: readonly GraphQLFormattedError[],
  writes: CallWrites,
): readonly GraphQLFormattedError[] {
  const isAnswered = (key: unknown) => (data?.[String(key)] ?? null) !== null
  if (writes.made <= Object.keys(data ?? {}).filter(isAnswered).length) return masked
  const message = errors.length === 1 ? madeUnanswered : outcomeUnknown
  return masked.map((error, place) => {
    const isOfWrite = !isAnswered(error.path?.[0]) && !writes.failedWith(errors[place]?.originalError)
    if (!isOfWrite || !asksAgain.has(error.extensions?.['code'])) return error
    return { ...error, message, extensions: { code: 'OUTCOME_UNKNOWN' satisfies ErrorCode } }
  })
}
