import type { GraphQLDataSource } from '@apollo/gateway'
import { anonymous } from '@shequ/schema/viewer'
import type { RequestContext } from '../request/request-context.js'
import type { TierSource } from './tier-source.js'

/** A tier source in the form in which the query plan's executor asks it. */
export function asDataSource(source: TierSource): GraphQLDataSource<RequestContext> {
  return {
    async process(options) {
      const { query = '', variables = {}, operationName } = options.request
      const context = 'incomingRequestContext' in options ? options.context : undefined
      // The executor reads an error's message, path and extensions only.
      return await source.ask({
        query,
        variables,
        operationName,
        viewer: context?.viewer ?? anonymous,
        signal: context?.signal,
      })
    },
  }
}
