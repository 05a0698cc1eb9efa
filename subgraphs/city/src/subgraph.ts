import type { Logger } from '@shequ/process/log'
import { cityOf } from '@shequ/schema/codes/division-code'
import type { Receiver } from '@shequ/subgraph/returns/receive-returns'
import type { TrustedSender } from '@shequ/subgraph/returns/signed-message'
import { buildSubgraph, type Subgraph } from '@shequ/subgraph/subgraph'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { ClientRegister } from './clients/client-register.js'
import type { Database } from './database/open-database.js'
import { createContext } from './resolvers/context.js'
import { resolvers } from './resolvers/resolvers.js'

export interface CitySubgraphOptions {
  readonly database: Database
  readonly log: Logger
  readonly now?: () => Date
  /** The servers below whose returns are taken; none by default. */
  readonly senders?: readonly TrustedSender[]
  /** The clients of organisations, of the hub's issuer; none where it has no issuer. */
  readonly clients?: ClientRegister | undefined
}

/** Which of the codes lie in no city of this hub. */
async function findUnknown(sql: TransactionSql, codes: readonly string[]): Promise<readonly string[]> {
  const cities = await sql<{ code: string }>('select code from city where code = any($1::text[])', codes.map(cityOf))
  const known = new Set(cities.map(({ code }) => code))
  return codes.filter((code) => !known.has(cityOf(code)))
}

/** The city tier's subgraph on its database. */
export function buildCitySubgraph({
  database,
  log,
  now = () => new Date(),
  senders = [],
  clients,
}: CitySubgraphOptions): Subgraph {
  const receiver: Receiver = { tier: 'city', database, senders, findUnknown, forwards: false, now }
  return buildSubgraph({
    tier: 'city',
    resolvers,
    createContext: (viewer, asked, deadline, language) =>
      createContext({ database: database.during(deadline), now, viewer, asked }, { receiver, clients }, language),
    checkHealth: () => database.check(),
    log,
  })
}
