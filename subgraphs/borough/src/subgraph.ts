import { type NodeAddresses, nodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { Logger } from '@shequ/process/log'
import type { Receiver } from '@shequ/subgraph/returns/receive-returns'
import type { TrustedSender } from '@shequ/subgraph/returns/signed-message'
import { buildSubgraph, type Subgraph } from '@shequ/subgraph/subgraph'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Database } from './database/open-database.js'
import { findNode } from './nodes/find-node.js'
import { createContext } from './resolvers/context.js'
import { resolvers } from './resolvers/resolvers.js'

export interface BoroughSubgraphOptions {
  readonly database: Database
  readonly log: Logger
  readonly now?: () => Date
  /** The servers below whose returns are taken; none by default. */
  readonly senders?: readonly TrustedSender[]
  /** Which addresses communities' own nodes may have; public ones by https by default. */
  readonly addresses?: NodeAddresses
}

/** Which of the codes `$1` are of no division of the register. One that was removed is still known: its earlier returns stand. */
const unknownDivisions = `
  select code from unnest($1::text[]) as given (code)
  where not exists (select from community where community.code = given.code) and not exists (select from street where street.code = given.code)
    and not exists (select from borough where given.code in (borough.code, borough.city_code))`

async function findUnknown(sql: TransactionSql, codes: readonly string[]): Promise<readonly string[]> {
  return (await sql<{ code: string }>(unknownDivisions, codes)).map(({ code }) => code)
}

/** The borough tier's subgraph on its database. */
export function buildBoroughSubgraph({
  database,
  log,
  now = () => new Date(),
  senders = [],
  addresses = nodeAddresses(''),
}: BoroughSubgraphOptions): Subgraph {
  const nodeKeys = async (community: string) => {
    const node = await database.writeSql((sql) => findNode(sql, community))
    return node?.status === 'ACTIVE' || node?.status === 'LEAVING' ? node.keys : []
  }
  const receiver: Receiver = { tier: 'borough', database, senders, nodeKeys, findUnknown, forwards: true, now }
  return buildSubgraph({
    tier: 'borough',
    resolvers,
    createContext: (viewer, asked, deadline) =>
      createContext({ database: database.during(deadline), now, viewer, asked }, receiver, addresses),
    checkHealth: () => database.check(),
    log,
  })
}
