import type { Fragments } from '@shequ/schema/document/fragments'
import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'
import type { OperationDefinitionNode } from 'graphql'

/** An operation of a valid document, whose fragments spread each other in no circle. */
export interface Operation {
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
}

/** A limit that a document keeps whatever its variables are. */
export interface DocumentLimit {
  readonly code: ErrorCode
  /** What is counted, as in "at most 30 levels of fields". */
  readonly counted: Term
  readonly advice: Term
  readonly measure: (operation: Operation) => number
}

/**
 * Refuses an operation that has more than a limit allows.
 *
 * @param most what the limit allows; 0 allows all
 * @throws {HubError} the limit's code, with `limit` and `requested`.
 */
export function hold({ code, counted, advice, measure }: DocumentLimit, most: number, operation: Operation): void {
  if (most === 0) return
  const requested = measure(operation)
  if (requested <= most) return
  const isCountable = Number.isFinite(requested) && requested < 1e15
  throw new HubError(
    code,
    {
      en: `Expected an operation of at most ${most} ${counted.en}, but got ${isCountable ? requested : 'more than can be told'}. ${advice.en}`,
      zh: `一次操作的${counted.zh}至多为 ${most}，而收到的${isCountable ? `为 ${requested}` : '多得无法计数'}。${advice.zh}`,
    },
    { limit: most, ...(Number.isFinite(requested) && { requested }) },
  )
}
