import { type ErrorCode, isErrorCode } from '@shequ/schema/errors/error-table'
import { errorsInChinese } from '@shequ/schema/errors/errors-in-chinese'
import { acceptedLanguage } from '@shequ/schema/terms/accepted-language'
import type { FastifyInstance } from 'fastify'
import type { GraphQLFormattedError } from 'graphql'
import { varyBy } from './vary-by.js'

/** What holds names and definitions in the language that is asked for. */
const inLanguages = /^\/(graphql$|measures\.)/

/** How an answer with errors begins: they stand before the data. */
const beginning = '{"errors":['

/**
 * Tells errors in Chinese to whoever accepts it: what the code means, and then the details in the words of the part that found it, which are
 * Chinese where it has them. Codes stay as they are. Says to caches which answers differ by language.
 */
export function tellErrors(app: FastifyInstance): void {
  app.addHook('onSend', async ({ headers, routeOptions }, reply, payload) => {
    if (inLanguages.test(routeOptions.url ?? '') || reply.statusCode >= 400) {
      varyBy(reply, 'accept-language')
    }
    if (typeof payload !== 'string' || !payload.startsWith(beginning)) return payload
    if (acceptedLanguage(headers['accept-language']) === 'en') return payload
    const answer = JSON.parse(payload) as { readonly errors: readonly GraphQLFormattedError[] }
    return JSON.stringify({ ...answer, errors: answer.errors.map(inChinese) })
  })
}

function inChinese(error: GraphQLFormattedError): GraphQLFormattedError {
  const code = error.extensions?.['code']
  // Clients know this one by its text.
  if (code === ('PERSISTED_QUERY_NOT_FOUND' satisfies ErrorCode)) return error
  return isErrorCode(code) ? { ...error, message: `${errorsInChinese[code]}详情：${error.message}` } : error
}
