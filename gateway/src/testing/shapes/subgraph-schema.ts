import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, parse } from 'graphql'
import type { ShapeSubgraph } from './shape.js'

/** The schema of a subgraph in memory, with what resolves it. */
export function subgraphSchema({ sdl, resolvers }: ShapeSubgraph): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never })
}
