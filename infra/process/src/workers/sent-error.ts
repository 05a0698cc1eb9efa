import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { type ErrorDetails, HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'

/** An error as one process tells it another. */
export interface SentError {
  readonly message: string | Term
  /** Of an error that clients may see. */
  readonly code?: ErrorCode
  readonly details?: ErrorDetails
}

/** What is told of an error. A stack stays where it is. */
export function sendError(error: unknown): SentError {
  if (!(error instanceof HubError)) return { message: error instanceof Error ? error.message : String(error) }
  const { code, ...details } = error.extensions
  return { message: error.said ?? error.message, code: code as ErrorCode, details: details as ErrorDetails }
}

/** The error that another process told. */
export function receiveError({ message, code, details }: SentError): Error {
  if (code !== undefined) return new HubError(code, message, details)
  return new Error(typeof message === 'string' ? message : message.en)
}
