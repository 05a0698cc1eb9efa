import type { ApolloServerPlugin } from '@apollo/server'
import { type ErrorCode, errorTable, isErrorCode } from '@shequ/schema/errors/error-table'
import type { GraphQLFormattedError } from 'graphql'
import type { RequestContext } from '../fetch/request-context.js'

/** The HTTP status that the table gives an error's code. */
export function statusOf(error: GraphQLFormattedError | undefined): number {
  const code = error?.extensions?.['code']
  return errorTable[isErrorCode(code) ? code : ('INTERNAL' satisfies ErrorCode)].status
}

/**
 * A response without any data has the status of its first error; one with data is 200, whatever errors stand beside it.
 * A status that says more (405 for a mutation by GET) stays. Errors that say when to ask again say it as HTTP does.
 */
export const statusFromErrors: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single') return
        const { data, errors } = response.body.singleResult
        const [first] = errors ?? []
        if (first === undefined || (data !== null && data !== undefined)) return
        const status = response.http.status ?? 200
        if (status === 200 || status === 400 || status === 500) response.http.status = statusOf(first)
        const { retryAfter } = first.extensions ?? {}
        if (typeof retryAfter === 'number') response.http.headers.set('retry-after', String(retryAfter))
      },
    }
  },
}
