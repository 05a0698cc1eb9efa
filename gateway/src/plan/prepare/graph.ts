import { Supergraph, operationFromDocument } from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionNode,
  visit,
} from 'graphql'
import type { SubgraphEndpoint } from '../../fetch/tier-source.js'
import { tooLarge } from './measure-operation.js'
import type { TakenNames } from './wire-names.js'

/** A supergraph with its planner. */
export interface Graph {
  /** What clients may ask. */
  readonly api: GraphQLSchema
  /** All types, hidden ones too, as the tiers know them. */
  readonly whole: GraphQLSchema
  readonly taken: TakenNames
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
    taken: takenNames(parse(supergraphSdl, { noLocation: true })),
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

function takenNames(supergraph: DocumentNode): TakenNames {
  const fields = new Set<string>()
  const requiredWithArguments = new Set<string>()
  visit(supergraph, {
    FieldDefinition({ name, directives = [] }) {
      fields.add(name.value)
      for (const required of directives.flatMap(requiredBy)) addWithArguments(required, requiredWithArguments)
    },
  })
  return { fields, requiredWithArguments }
}

/** The fields that `@join__field(requires: "…")` names. */
function requiredBy({ name, arguments: given = [] }: DirectiveNode): readonly SelectionNode[] {
  if (name.value !== 'join__field') return []
  return given.flatMap(({ name: argument, value }: ArgumentNode) => {
    if (argument.value !== 'requires' || value.kind !== Kind.STRING) return []
    const [definition] = parse(`{ ${value.value} }`, { noLocation: true }).definitions
    return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : []
  })
}

function addWithArguments(selection: SelectionNode, names: Set<string>): void {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return
  if (selection.kind === Kind.FIELD && (selection.arguments?.length ?? 0) > 0) names.add(selection.name.value)
  for (const inner of selection.selectionSet?.selections ?? []) addWithArguments(inner, names)
}
