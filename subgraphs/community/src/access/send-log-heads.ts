import type { Logger } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { longestWait } from '@shequ/subgraph/relay/back-off'
import type { Deliver } from '@shequ/subgraph/relay/deliver'
import type { RelayRun } from '@shequ/subgraph/relay/relay-run'
import { type Relay, repeat } from '@shequ/subgraph/relay/repeat'
import { type Sender, signMessage } from '@shequ/subgraph/returns/signed-message'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'

/** How many heads a message holds. */
const batchSize = 2_000

export interface LogHeadsRoute {
  /** The community tier's database. */
  readonly pool: Pool
  readonly sender: Sender
  readonly deliver: Deliver
  readonly log: Logger
  readonly now?: () => Date
  /** The wait between two looks at the logs, in milliseconds. Ten minutes by default: later entries are not proved yet. */
  readonly pollInterval?: number
  /** False for what runs only when `drain` is called. True by default. */
  readonly inBackground?: boolean
}

/** Starts to tell the borough where the access logs end that have grown: what it has, nobody here can call back. */
export function startLogHeads({
  now = () => new Date(),
  pollInterval = 600_000,
  inBackground = true,
  ...route
}: LogHeadsRoute): Relay {
  const run = ({ isStopped }: { readonly isStopped: () => boolean }) => sendLogHeads({ ...route, now }, isStopped)
  return repeat({ run, pollInterval, longestWait, inBackground, random: Math.random, log: route.log })
}

interface GrownHead {
  readonly community: string
  readonly sequence: number
  readonly hash: string
}

async function sendLogHeads(
  { pool, sender, deliver, now, log }: LogHeadsRoute & { readonly now: () => Date },
  isStopped: () => boolean,
): Promise<RelayRun> {
  let sent = 0
  for (let after = ''; !isStopped();) {
    const heads = await sqlTransaction(pool, (sql) => grownHeads(sql, after))
    const last = heads.at(-1)
    if (last === undefined) break
    try {
      await deliver(await signMessage('heads', sender, 'borough', `"heads":${JSON.stringify(heads)}`, now()))
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      log.warn({ code: error.code, waiting: heads.length }, 'the ends of access logs wait')
      return { sent, putOff: heads.length, fault: error.code }
    }
    const communities = heads.map(({ community }) => community)
    await sqlTransaction(pool, (sql) => noteSent(sql, heads), communities)
    sent += heads.length
    after = last.community
  }
  return { sent, putOff: 0 }
}

/** The heads that have grown since the borough had them, of communities whose records are here. */
function grownHeads(sql: TransactionSql, after: string): Promise<readonly GrownHead[]> {
  return sql<GrownHead>(
    `select head.community_code as community, head.sequence, encode(head.hash, 'hex') as hash
     from access_log_head head left join access_log_sent sent using (community_code) left join community_place place using (community_code)
     where head.community_code > $1 and head.sequence > coalesce(sent.sequence, 0) and coalesce(place.state, 'HERE') = 'HERE'
     order by head.community_code limit ${batchSize}`,
    after,
  )
}

async function noteSent(sql: TransactionSql, heads: readonly GrownHead[]): Promise<void> {
  await sql(
    `insert into access_log_sent (community_code, sequence)
     select community, sequence from unnest($1::text[], $2::int[]) as sent (community, sequence) order by community
     on conflict (community_code) do update set sequence = excluded.sequence`,
    heads.map(({ community }) => community),
    heads.map(({ sequence }) => sequence),
  )
}
