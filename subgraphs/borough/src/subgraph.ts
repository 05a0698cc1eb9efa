import type { Logger } from '@shequ/process/log'
import { buildSubgraph, type Subgraph } from '@shequ/subgraph/subgraph'
import { createContext } from './context.js'
import type { Database } from './database/open-database.js'
import { resolvers } from './resolvers/resolvers.js'

export interface BoroughSubgraphOptions {
  readonly database: Database
  readonly log: Logger
  readonly now?: () => Date
}

/** The borough tier's subgraph on its database. */
export function buildBoroughSubgraph({ database, log, now = () => new Date() }: BoroughSubgraphOptions): Subgraph {
  return buildSubgraph({
    tier: 'borough',
    resolvers,
    createContext: (viewer) => createContext(database, now, viewer),
    checkHealth: () => database.check(),
    log,
  })
}
