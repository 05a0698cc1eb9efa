import { GraphQLError } from 'graphql'
import { type ErrorCode, errorTable } from './error-table.js'

/** What an error tells beside its code: always safe to show, e.g. the argument, the community, what was expected. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>

/**
 * The one error that is thrown on purpose and reaches a client as it is. Its message says what was expected, what came
 * and what to do. Everything else that is thrown is masked as `INTERNAL`.
 */
export class HubError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { extensions: { ...details, code } })
    this.name = 'HubError'
  }

  /** The HTTP status of the error's code. */
  get status(): number {
    return errorTable[this.code].status
  }
}
