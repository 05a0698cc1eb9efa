import type { ApolloServerPlugin } from '@apollo/server'
import {
  type DocumentNode,
  type GraphQLSchema,
  OperationTypeNode,
  TypeInfo,
  getNamedType,
  isLeafType,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { RequestContext } from '../fetch/request-context.js'
import type { CacheHints } from '../plan/prepare/read-cache-hints.js'

/**
 * Says to caches for how long they may keep an answer to a caller without a token: the shortest time that `@cacheControl` gives for what
 * was asked. An answer with an error says nothing, nor does one with a record of which nothing is said.
 *
 * @param hintsOf the hints of a schema that is served
 */
export function letCachesKeep(hintsOf: (schema: GraphQLSchema) => CacheHints): ApolloServerPlugin<RequestContext> {
  // A document that is asked again is the same object, and is looked at once.
  const known = new WeakMap<DocumentNode, number>()
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response, document, operation, schema, contextValue }) {
          const { body, http } = response
          if (body.kind !== 'single' || body.singleResult.errors !== undefined) return
          if (document === undefined || operation?.operation !== OperationTypeNode.QUERY) return
          if (request.http?.method !== 'GET' || contextValue.viewer.role !== 'anonymous') return
          const age = known.get(document) ?? longestAge(document, schema, hintsOf(schema))
          known.set(document, age)
          if (age > 0) http.headers.set('cache-control', `public, max-age=${age}`)
        },
      }
    },
  }
}

/** For how many seconds all that a document asks for may be kept: a record of which nothing is said may not be. */
export function longestAge(document: DocumentNode, schema: GraphQLSchema, { types, fields }: CacheHints): number {
  if (types.size === 0 && fields.size === 0) return 0
  let age = Number.POSITIVE_INFINITY
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType()
        const field = info.getFieldDef()
        if (name.value === '__typename') return
        if (!parent || !field || name.value.startsWith('__')) {
          age = 0
          return
        }
        const type = getNamedType(field.type)
        const isRecord = !isLeafType(type) || parent === schema.getQueryType()
        const hint = fields.get(`${parent.name}.${field.name}`) ?? types.get(type.name) ?? (isRecord ? 0 : age)
        age = Math.min(age, hint)
      },
    }),
  )
  return Number.isFinite(age) ? age : 0
}
