import type { Logger } from '@shequ/process/log'
import { buildSubgraph, type Subgraph } from '@shequ/subgraph/subgraph'
import { createTierContext } from '@shequ/subgraph/tier-context'
import type { Database } from './database/open-database.js'
import { createLoaders } from './loaders/loaders.js'
import { resolvers } from './resolvers/resolvers.js'

export interface CitySubgraphOptions {
  readonly database: Database
  readonly log: Logger
  readonly now?: () => Date
}

/** The city tier's subgraph on its database. */
export function buildCitySubgraph({ database, log, now = () => new Date() }: CitySubgraphOptions): Subgraph {
  return buildSubgraph({
    tier: 'city',
    resolvers,
    createContext: (viewer, asked) => createTierContext({ database, createLoaders, now, viewer, asked }),
    checkHealth: () => database.check(),
    log,
  })
}
