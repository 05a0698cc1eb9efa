import { registerOfCity } from '@shequ/borough/testing/open-borough-subgraph'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import { openPool } from '@shequ/postgres/open-pool'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { withClient } from '@shequ/postgres/with-client'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { askInProcess, deliverReturns } from '@shequ/subgraph/relay/deliver'
import type { Relay } from '@shequ/subgraph/relay/repeat'
import { type RelayOptions, startRelay } from '@shequ/subgraph/relay/start-relay'
import { enqueueReturns } from '@shequ/subgraph/returns/enqueue-returns'
import type { ReceivingTier } from '@shequ/subgraph/returns/strip-return'
import { type Sender, trustKeys } from '@shequ/subgraph/returns/signed-message'
import { writeReturns } from '@shequ/subgraph/returns/write-returns'
import type { Subgraph } from '@shequ/subgraph/subgraph'
import type { Pool } from 'pg'

/** The three tiers between which returns travel, each on a database of one test file's own. */
export interface ReturnTiers {
  readonly databases: Readonly<Record<Tier, TestDatabase>>
  readonly pools: Readonly<Record<Tier, Pool>>
  readonly subgraphs: Readonly<Record<Tier, Subgraph>>
  /** Who signs what the tier sends. */
  readonly senders: Readonly<Record<'community' | 'borough', Sender>>
  /** A relay to a tier that sends when it is told to; `change` says what is different about it. */
  relayTo(tier: ReceivingTier, change?: Partial<RelayOptions>): Relay
  /** Releases returns at the community tier: written and queued, as the close of a period does. */
  release(returns: readonly MeasureReturn[]): Promise<void>
  /** For each tier's tables the role that owns them, whom no owner of rows restrains. */
  readonly owners: Readonly<Record<Tier, Pool>>
  /** Runs SQL on a tier's database as that role, and gives the rows. */
  sql<Row extends object>(tier: Tier, text: string, ...values: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const city = `
  insert into division_code_list values ('nbs-2023', 'National Bureau of Statistics', '2023-06-30', 'WTFPL');
  insert into city (code, name, other_names, code_list_id) values ('310000000000', 'Shanghai', '{}', 'nbs-2023');`

/** Opens the tiers over a register of 16 boroughs with so many communities each, named as `registerOfCity` does. */
export async function openReturnTiers(communitiesPerBorough: number): Promise<ReturnTiers> {
  const seeds: Readonly<Record<Tier, string>> = { city, borough: registerOfCity(communitiesPerBorough), community: '' }
  const open = (tier: Tier) =>
    createTestDatabase({
      tier,
      migrations: migrationsOf(tier),
      seed: {
        name: `returns-${communitiesPerBorough}`,
        load: ({ ownerUrl }) => withClient(ownerUrl, async (client) => void (await client.query(seeds[tier]))),
      },
    })
  const databases = { city: await open('city'), borough: await open('borough'), community: await open('community') }
  const senders = {
    community: { issuer: 'community', key: await createSigningKey() },
    borough: { issuer: 'borough', key: await createSigningKey() },
  }
  const log = createLog('test', 'silent')
  const trust = ({ issuer, key }: Sender) => [{ issuer, keys: trustKeys({ keys: [key.publicJwk] }) }]
  const opened = {
    city: openSubgraph('city', databases.city.url, log, { senders: trust(senders.borough) }),
    borough: openSubgraph('borough', databases.borough.url, log, { senders: trust(senders.community) }),
    community: openSubgraph('community', databases.community.url, log),
  }
  const pools = { city: opened.city.pool, borough: opened.borough.pool, community: opened.community.pool }
  const ownerOf = (tier: Tier) => openPool(databases[tier].ownerUrl, { max: 2 })
  const owners = { city: ownerOf('city'), borough: ownerOf('borough'), community: ownerOf('community') }
  return {
    databases,
    pools,
    owners,
    subgraphs: {
      city: opened.city.subgraph,
      borough: opened.borough.subgraph,
      community: opened.community.subgraph,
    },
    senders,
    relayTo: (tier, change = {}) =>
      startRelay({
        pool: tier === 'borough' ? pools.community : pools.borough,
        sender: tier === 'borough' ? senders.community : senders.borough,
        receiver: tier,
        deliver: deliverReturns(askInProcess(opened[tier].subgraph.call)),
        log,
        inBackground: false,
        ...change,
      }),
    release: (returns) =>
      sqlTransaction(
        pools.community,
        async (sql) => enqueueReturns(sql, await writeReturns(sql, returns)),
        returns.map(({ division }) => division),
      ),
    sql: async <Row extends object>(tier: Tier, text: string, ...values: unknown[]) =>
      (await owners[tier].query<Row>(text, values)).rows,
    async close() {
      await Promise.all(tiers.flatMap((tier) => [opened[tier].close(), owners[tier].end()]))
      await Promise.all(tiers.map((tier) => databases[tier].drop()))
    },
  }
}

/** Takes all returns, cells and queues away. */
export async function emptyReturns({ owners }: ReturnTiers): Promise<void> {
  for (const tier of tiers) {
    await owners[tier].query('delete from measure_return')
    await owners[tier].query('delete from cell')
    if (tier !== 'city') await owners[tier].query('delete from return_outbox')
  }
}

/** Every return and cell of a database but the moments of their arrival, as one text to compare. */
export const allReturns = `
  select (select string_agg((to_jsonb(kept) - 'received_at')::text, e'\\n' order by division_code, period) from measure_return kept) as returns,
    (select string_agg(cell::text, e'\\n' order by division_code, period, learner_group, programme_kind) from cell) as cells`
