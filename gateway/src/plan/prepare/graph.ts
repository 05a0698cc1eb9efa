import { Supergraph, operationFromDocument } from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { SubgraphEndpoint } from '../../fetch/tier-source.js'
import { type Guard, createGuard } from '../access/guard.js'
import { type FindRefusals, createFindRefusals } from '../access/refusals.js'
import { takeOutRules } from '../access/take-out-rules.js'
import { type CacheHints, readCacheHints } from './read-cache-hints.js'
import { type JoinFields, readJoinFields } from './join-fields.js'
import { tooLarge } from './measure-operation.js'
import { settleKeys } from './settle-keys.js'
import { type CostDirectives, readCosts } from './read-costs.js'

/** A supergraph with its planner. */
export interface Graph extends JoinFields {
  /** What clients may ask. */
  readonly api: GraphQLSchema
  /** All types, hidden ones too, as the tiers know them. */
  readonly whole: GraphQLSchema
  readonly subgraphs: readonly SubgraphEndpoint[]
  readonly guard: Guard
  readonly cacheHints: CacheHints
  /** What a viewer may not see of a document. */
  readonly findRefusals: FindRefusals
  readonly costs: CostDirectives
  /** Plans an operation of a document that is valid; @throws {HubError} REQUEST_TOO_LARGE where the planner gives up. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan
}

/**
 * How many ways to reach one field the planner may weigh. It compares each with each, so that many more of them would take it longer than
 * the request may last, and it answers nobody meanwhile.
 */
const mostWays = 1_000

/** Builds the graph of a supergraph, its planner, and who may read what. @throws when it is none, as the planner's own error says. */
export function buildGraph(document: DocumentNode): Graph {
  const { planned: ruleless, stated } = takeOutRules(document)
  const planned = settleKeys(ruleless)
  const supergraph = Supergraph.build(planned, { validateSupergraph: true })
  const apiSchema = supergraph.apiSchema()
  const planner = new QueryPlanner(supergraph, { debug: { pathsLimit: mostWays } })
  const api = apiSchema.toGraphQLJSSchema()
  const whole = supergraph.schema.toGraphQLJSSchema()
  const join = readJoinFields(planned)
  const guard = createGuard(stated, whole, join.required)
  return {
    api,
    whole,
    ...join,
    guard,
    cacheHints: readCacheHints(planned),
    findRefusals: createFindRefusals(guard, api),
    costs: readCosts(document),
    subgraphs: supergraph.subgraphsMetadata(),
    plan(operation, operationName) {
      const options = operationName === undefined ? {} : { operationName }
      try {
        return planner.buildQueryPlan(operationFromDocument(apiSchema, operation, options))
      } catch (error) {
        throw asRefusal(error)
      }
    },
  }
}

/** What a client hears where the planner gives up. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.message.startsWith('Exceeded maximum')) return tooLarge()
  if (!error.message.startsWith('Too many options')) return error
  return new HubError(
    'REQUEST_TOO_LARGE',
    `Expected an operation of which each field can be reached in at most ${mostWays} ways, but got more. Ask for less of it at once, or of fewer types.`,
  )
}
