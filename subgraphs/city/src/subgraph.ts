import type { Logger } from '@shequ/process/log'
import type { Receiver } from '@shequ/subgraph/returns/receive-returns'
import type { TrustedSender } from '@shequ/subgraph/returns/signed-message'
import { buildSubgraph, type Subgraph } from '@shequ/subgraph/subgraph'
import { createTierContext } from '@shequ/subgraph/tier-context'
import type { Database } from './database/open-database.js'
import { createLoaders } from './loaders/loaders.js'
import { resolvers } from './resolvers/resolvers.js'

export interface CitySubgraphOptions {
  readonly database: Database
  readonly log: Logger
  readonly now?: () => Date
  /** The servers below whose returns are taken; none by default. */
  readonly senders?: readonly TrustedSender[]
}

/** Codes that lie in no city of this hub: a division's code extends its city's. */
const unknownDivisions = `
  select code from unnest($1::text[]) as given (code)
  where not exists (select from city
    where starts_with(given.code, left(city.code, case when city.code like '__0000000000' then 2 else 4 end)))`

/** The city tier's subgraph on its database. */
export function buildCitySubgraph({
  database,
  log,
  now = () => new Date(),
  senders = [],
}: CitySubgraphOptions): Subgraph {
  const receiver: Receiver = { tier: 'city', database, senders, unknownDivisions, forwards: false, now }
  return buildSubgraph({
    tier: 'city',
    resolvers,
    createContext: (viewer, asked) => createTierContext({ database, createLoaders, receiver, now, viewer, asked }),
    checkHealth: () => database.check(),
    log,
  })
}
