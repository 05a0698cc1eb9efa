import type { ApolloServer } from '@apollo/server'
import type { RequestContext } from '../fetch/request-context.js'
import type { AskGraph } from './read-pages.js'

/** Asks the gateway's own graph as somebody. */
export function askAs(contextValue: RequestContext, apollo: ApolloServer<RequestContext>): AskGraph {
  return async (query, variables) => {
    const { body } = await apollo.executeOperation({ query, variables }, { contextValue })
    if (body.kind === 'single') return body.singleResult
    throw new Error('Expected a single result of a query without deferred parts.')
  }
}
