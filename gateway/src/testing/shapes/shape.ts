import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { type DocumentNode, type GraphQLFieldResolver, execute, parse } from 'graphql'
import { subgraphSchema } from './subgraph-schema.js'

/** What answers fields, and finds entities, by type. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>>>>

/** A graph in memory that is asked one question: what its subgraphs are, and what the question must be answered. */
export interface Shape {
  readonly subgraphs: ReadonlyMap<string, ShapeSubgraph>
  readonly query: string
  /** The data of the whole graph, which graphql-js reads over one schema. */
  readonly root: Readonly<Record<string, unknown>>
}

/** One subgraph of a shape. */
export interface ShapeSubgraph {
  readonly sdl: string
  readonly resolvers: Resolvers
}

/** Composes a shape, with the address of each subgraph. */
export function supergraphOf({ subgraphs }: Shape, addressOf = (name: string) => `http://127.0.0.1:1/${name}`): string {
  return composeSupergraph([...subgraphs].map(([name, { sdl }]) => ({ name, url: addressOf(name), sdl }))).supergraphSdl
}

/** Answers a subgraph's questions by graphql-js. */
export function callOf(subgraph: ShapeSubgraph): SubgraphCall {
  const schema = subgraphSchema(subgraph)
  const documents = new Map<string, DocumentNode>()
  return async ({ query, variables, operationName }) => {
    const document = documents.get(query) ?? parse(query)
    documents.set(query, document)
    return await execute({ schema, document, variableValues: variables, operationName })
  }
}
