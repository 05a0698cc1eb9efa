import { randomUUID } from 'node:crypto'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Language } from '@shequ/schema/terms/term'
import { explainDatabaseError } from './database-errors.js'

/**
 * What of an error leaves the subgraph, in the caller's language where it is known. Errors thrown on purpose leave as they are; a value that a scalar or argument
 * refused becomes `BAD_USER_INPUT`; everything else becomes `INTERNAL` with a reference by which the log has the whole.
 */
export function maskErrors(
  errors: readonly GraphQLError[],
  log: Logger,
  language: Language = 'en',
): GraphQLFormattedError[] {
  return errors.map((error) => {
    const shown = maskError(error, log)
    return { message: shown.messageIn(language), extensions: shown.extensions, ...(error.path && { path: error.path }) }
  })
}

/** The one error that a client may see in place of whatever was thrown. */
export function maskError(error: unknown, log: Logger): HubError {
  const thrown = error instanceof GraphQLError ? (error.originalError ?? error) : error
  if (thrown instanceof HubError) return thrown
  const explained = explainDatabaseError(error)
  if (explained) {
    log.warn({ err: thrown }, 'database failure')
    return explained
  }
  if (thrown instanceof GraphQLError && !thrown.path) return new HubError('BAD_USER_INPUT', thrown.message)
  const reference = randomUUID()
  log.error({ err: thrown, reference }, 'unexpected error')
  return new HubError(
    'INTERNAL',
    {
      en: `Something went wrong here, not in your request. Reference: ${reference}.`,
      zh: `平台发生故障，与您的请求无关。编号：${reference}。`,
    },
    {
      reference,
    },
  )
}
