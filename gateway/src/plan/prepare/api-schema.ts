import { Supergraph } from '@apollo/federation-internals'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { takeOutRules } from '../access/take-out-rules.js'

/** What clients are shown of a supergraph. */
export function apiSchema(document: DocumentNode): GraphQLSchema {
  const supergraph = Supergraph.build(takeOutRules(document).planned, { validateSupergraph: true })
  return supergraph.apiSchema().toGraphQLJSSchema()
}
