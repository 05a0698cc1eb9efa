import type { ApolloServerPlugin } from '@apollo/server'
import type { Logger } from '@shequ/process/log'
import type { RequestContext } from '../request/request-context.js'
import { internalError } from './mask-error.js'

/**
 * When a tier breaks its own schema (null where it promised a value), the executor nulls the field and says so only in
 * `extensions.valueCompletion`. A client looks for errors in `errors`: they are put there, masked.
 */
export function reportCompletionErrors(log: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single') return
          const result = response.body.singleResult
          const found = result.extensions?.['valueCompletion']
          if (!Array.isArray(found)) return
          const faults = found as readonly { message: string; path?: readonly (string | number)[] }[]
          const { valueCompletion: _, ...extensions } = result.extensions ?? {}
          result.errors = [
            ...(result.errors ?? []),
            ...faults.map((fault) => ({
              ...internalError(log, fault.message, fault.path),
              ...(fault.path === undefined ? {} : { path: fault.path }),
            })),
          ]
          if (Object.keys(extensions).length > 0) result.extensions = extensions
          else delete result.extensions
        },
      }
    },
  }
}
