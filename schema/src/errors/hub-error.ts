import { GraphQLError } from 'graphql'
import type { Language, Term } from '../terms/term.js'
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
    message: string | Term,
    details: ErrorDetails = {},
  ) {
    super(typeof message === 'string' ? message : message.en, { extensions: { ...details, code } })
    this.name = 'HubError'
    // What is not listed is in no JSON and in no log of the error.
    Object.defineProperty(this, 'said', { value: typeof message === 'string' ? undefined : message })
  }

  /** The message in each language, where it is known in both. */
  declare readonly said: Term | undefined

  /** The message in a language; in English where it is known in no other. */
  messageIn(language: Language): string {
    return this.said?.[language] ?? this.message
  }

  /** The HTTP status of the error's code. */
  get status(): number {
    return errorTable[this.code].status
  }
}
