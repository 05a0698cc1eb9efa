import type { ApolloServerPlugin } from '@apollo/server'
import { HubError } from '@shequ/schema/errors/hub-error'
import { type DocumentNode, visit } from 'graphql'
import type { RequestContext } from '../fetch/request-context.js'

/**
 * Ends a request that writes a number so large that it is infinite once it is read, such as `1e999`: the planner can't hand it on.
 * In variables, where numbers are read the same way, GraphQL refuses it by itself.
 */
export function requireFiniteNumbers(): ApolloServerPlugin<RequestContext> {
  // A document that is asked again is the same object, and is read once.
  const known = new WeakSet<DocumentNode>()
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document }) {
          if (known.has(document)) return
          requireFinite(document)
          known.add(document)
        },
      }
    },
  }
}

/** @throws {HubError} BAD_USER_INPUT, naming the first number that is none. */
function requireFinite(document: DocumentNode): void {
  visit(document, {
    FloatValue({ value }) {
      if (Number.isFinite(Number(value))) return
      throw new HubError(
        'BAD_USER_INPUT',
        `Expected a number between -1.79e308 and 1.79e308, but got ${value.slice(0, 40)}.`,
      )
    },
  })
}
