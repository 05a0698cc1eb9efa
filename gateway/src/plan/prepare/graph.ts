import { Supergraph, operationFromDocument } from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import type { SubgraphEndpoint } from '../../fetch/tier-source.js'
import { type JoinFields, readJoinFields } from './join-fields.js'
import { tooLarge } from './measure-operation.js'

/** A supergraph with its planner. */
export interface Graph extends JoinFields {
  /** What clients may ask. */
  readonly api: GraphQLSchema
  /** All types, hidden ones too, as the tiers know them. */
  readonly whole: GraphQLSchema
  readonly subgraphs: readonly SubgraphEndpoint[]
  /** Plans an operation of a document that is valid; @throws {HubError} REQUEST_TOO_LARGE where the planner gives up. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan
}

/** Builds the graph of a supergraph, and its planner. @throws when it is none, as the planner's own error says. */
export function buildGraph(supergraphSdl: string): Graph {
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: true })
  const apiSchema = supergraph.apiSchema()
  const planner = new QueryPlanner(supergraph)
  return {
    api: apiSchema.toGraphQLJSSchema(),
    whole: supergraph.schema.toGraphQLJSSchema(),
    ...readJoinFields(parse(supergraphSdl, { noLocation: true })),
    subgraphs: supergraph.subgraphsMetadata(),
    plan(document, operationName) {
      const options = operationName === undefined ? {} : { operationName }
      try {
        return planner.buildQueryPlan(operationFromDocument(apiSchema, document, options))
      } catch (error) {
        throw error instanceof Error && error.message.startsWith('Exceeded maximum') ? tooLarge() : error
      }
    },
  }
}
