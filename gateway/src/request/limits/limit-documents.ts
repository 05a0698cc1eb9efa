import type { ApolloServerPlugin } from '@apollo/server'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import type { OperationDefinitionNode } from 'graphql'
import type { RequestContext } from '../../fetch/request-context.js'
import { aliasLimit } from './alias-limit.js'
import { depthLimit } from './depth-limit.js'
import { type DocumentLimit, hold } from './document-limit.js'
import { fragmentLimit } from './fragment-limit.js'
import { rootFieldLimit } from './root-field-limit.js'

/** What the environment allows a document. */
export interface DocumentLimits {
  readonly MAX_DEPTH: number
  readonly MAX_ALIASES: number
  readonly MAX_ROOT_FIELDS: number
  readonly MAX_FRAGMENTS: number
}

const limits: readonly (readonly [DocumentLimit, keyof DocumentLimits])[] = [
  [fragmentLimit, 'MAX_FRAGMENTS'],
  [depthLimit, 'MAX_DEPTH'],
  [rootFieldLimit, 'MAX_ROOT_FIELDS'],
  [aliasLimit, 'MAX_ALIASES'],
]

/** Ends a request whose document has more of something than it may: after it was found valid, before anything is planned. */
export function limitDocuments(allowed: DocumentLimits): ApolloServerPlugin<RequestContext> {
  // An operation that is asked again is the same object, and is measured once.
  const kept = new WeakSet<OperationDefinitionNode>()
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation }) {
          if (operation === undefined || operation === null || kept.has(operation)) return
          const fragments = fragmentsOf(document)
          for (const [limit, variable] of limits) hold(limit, allowed[variable], { operation, fragments })
          kept.add(operation)
        },
      }
    },
  }
}
