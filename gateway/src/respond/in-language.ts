import type { ApolloServerPlugin } from '@apollo/server'
import type { Term } from '@shequ/schema/terms/term'
import type { GraphQLFormattedError } from 'graphql'
import type { RequestContext } from '../fetch/request-context.js'

/** What is said in each language, by the error that a client is to see: whoever makes it does not know who asks. */
const said = new WeakMap<GraphQLFormattedError, Term>()

/** Keeps what an error says in each language, as long as the error is there. */
export function keepSaid(error: GraphQLFormattedError, term: Term | undefined): void {
  if (term !== undefined) said.set(error, term)
}

/** Tells the gateway's own errors in the language of whoever asks. Those of tiers are told in it already. */
export const errorsInLanguage: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { language = 'en' }, response: { body } }) {
        if (language === 'en' || body.kind !== 'single' || body.singleResult.errors === undefined) return
        body.singleResult.errors = body.singleResult.errors.map((error) => ({
          ...error,
          message: said.get(error)?.[language] ?? error.message,
        }))
      },
    }
  },
}
