import type { Logger } from '@shequ/process/log'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { removeRecords } from '../move/remove-records.js'
import { changePlace } from './change-place.js'
import type { NodeRegister, RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import type { Residence } from './residence.js'
import type { Place } from './settle-place.js'

export interface WatchPlaces {
  readonly pool: Pool
  readonly residence: Residence
  readonly register: NodeRegister
  /** What the register makes of a place on this server. */
  readonly settle: (place: Place, entry: RegisterEntry | undefined) => PlaceState
  /** Communities to look at beside those that are under way, each time anew. */
  readonly others: () => readonly string[]
  /** How long a move may give no sign before it is given up, in milliseconds. */
  readonly patience?: number
  /** For how long records lie here after they have left, in milliseconds: longer than any question takes. */
  readonly grace?: number
  /** How long to wait between two looks, in milliseconds. */
  readonly every?: number
  readonly log: Logger
}

/** A watch that runs until it is stopped. */
export interface PlaceWatch {
  /** Looks now, and ends when everything that could be settled is. */
  look(): Promise<void>
  stop(): Promise<void>
}

interface Underway {
  readonly community: string
  readonly isOverdue: boolean
}

/**
 * Follows the register: brings to an end what was interrupted, gives up a move that gives no sign, and removes records that have
 * left. A look that fails is logged, and the next makes up for it.
 */
export function watchPlaces(options: WatchPlaces): PlaceWatch {
  const { every = 1_000, log } = options
  const look = async () => {
    try {
      await settleAll(options)
      await removeDeparted(options)
    } catch (error) {
      log.warn({ err: error }, 'could not follow the register of nodes')
    }
  }
  let running = look()
  const next = () => (running = running.then(look))
  const timer = setInterval(() => void next(), every)
  timer.unref()
  return {
    look: next,
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

async function settleAll({ pool, residence, register, settle, others, patience = 60_000, log }: WatchPlaces) {
  const underway = await sqlTransaction(pool, (sql) => readUnderway(sql, others(), patience))
  for (const { community, isOverdue } of underway) {
    try {
      let entry = await register.find(community)
      const change = () =>
        sqlTransaction(pool, (sql) => changePlace(sql, residence, community, (place) => settle(place, entry)))
      let state = await change()
      if (state === 'LEAVING' && isOverdue && entry !== undefined && entry.status !== 'REVOKED') {
        log.warn({ community, epoch: entry.epoch }, 'a move gave no sign and is given up')
        await register.abandon(community, entry.epoch)
        entry = await register.find(community)
        state = await change()
      }
    } catch (error) {
      log.warn({ community, err: error }, 'could not settle where the records of a community are')
    }
  }
}

async function readUnderway(
  sql: TransactionSql,
  others: readonly string[],
  patience: number,
): Promise<readonly Underway[]> {
  const rows = await sql<Underway>(
    `select community_code as community, since < clock_timestamp() - $1::int * interval '1 ms' as "isOverdue"
     from community_place where state in ('LEAVING', 'ARRIVING')`,
    patience,
  )
  const known = new Set(rows.map(({ community }) => community))
  return [
    ...rows,
    ...others.filter((community) => !known.has(community)).map((community) => ({ community, isOverdue: false })),
  ]
}

async function removeDeparted({ pool, grace = 60_000, log }: WatchPlaces): Promise<void> {
  const departed = await sqlTransaction(pool, (sql) =>
    sql<{ community: string }>(
      `select community_code as community from community_place join community using (community_code)
       where state = 'AWAY' and community_place.since < clock_timestamp() - $1::int * interval '1 ms'`,
      grace,
    ),
  )
  for (const { community } of departed) {
    await sqlTransaction(pool, async (sql) => {
      await sql('select pg_advisory_xact_lock($1::bigint)', community)
      const away = await sql(`select from community_place where community_code = $1 and state = 'AWAY'`, community)
      if (away.length > 0) await removeRecords(sql, community)
    })
    log.info({ community }, 'removed the records of a community that has left')
  }
}
