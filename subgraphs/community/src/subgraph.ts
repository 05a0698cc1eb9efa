import type { Logger } from '@shequ/process/log'
import { buildSubgraph, type Subgraph } from '@shequ/subgraph/subgraph'
import { logAccesses } from './access/log-accesses.js'
import { createContext } from './context.js'
import type { Database } from './database/open-database.js'
import { resolvers } from './resolvers/resolvers.js'

export interface CommunitySubgraphOptions {
  readonly database: Database
  readonly log: Logger
  readonly now?: () => Date
}

/** The community tier's subgraph on its database. */
export function buildCommunitySubgraph({ database, log, now = () => new Date() }: CommunitySubgraphOptions): Subgraph {
  return buildSubgraph({
    tier: 'community',
    resolvers,
    createContext: (viewer, asked) => createContext(database, now, viewer, asked),
    beforeAnswer: ({ accesses }) => logAccesses(database, accesses),
    checkHealth: () => database.check(),
    log,
  })
}
