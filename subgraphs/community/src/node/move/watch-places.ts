import type { Logger } from '@shequ/process/log'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { removeRecords } from './remove-records.js'
import { changePlace } from '../place/change-place.js'
import type { NodeRegister, RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import type { Places } from '../place/places.js'
import type { Place } from '../place/settle-place.js'

export interface WatchPlaces {
  readonly pool: Pool
  readonly register: NodeRegister
  /** What the register makes of a place on this server. */
  readonly settle: (place: Place, entry: RegisterEntry | undefined) => PlaceState
  /** The server's own, whose questions wait for what is settled. */
  readonly places: Places
  /** What else follows the register: on the hosted server, what nodes entrust it with. Gives the communities that it forgot. */
  readonly dropUnbelieved?: () => Promise<readonly string[]>
  /** How long a move may give no sign before it is given up, in milliseconds. A minute by default; with less, slow moves fail. */
  readonly patience?: number
  /** For how long records lie here after they have left, in milliseconds: longer than any question takes. A minute by default. */
  readonly grace?: number
  /** The wait between two looks, in milliseconds. A second by default; with more, moves settle later. */
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

/** Has the places of communities that questions were refused settled at once, as the register says it. */
export function settleRefusals(options: WatchPlaces): void {
  options.places.settleBy((communities) => settleEach(options, communities.map(notOverdue)))
}

/**
 * Follows the register: brings to an end what was interrupted, gives up a move that gives no sign, and removes records that have
 * left. A look that fails is logged, and the next makes up for it.
 */
export function watchPlaces(options: WatchPlaces): PlaceWatch {
  const { dropUnbelieved, every = 1_000, log } = options
  settleRefusals(options)
  const look = async () => {
    try {
      await settleAll(options)
      await removeDeparted(options)
      const dropped = (await dropUnbelieved?.()) ?? []
      if (dropped.length > 0) log.info({ communities: dropped }, 'forgot counts of nodes that are not believed')
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

async function settleAll(options: WatchPlaces): Promise<void> {
  const { pool, places, patience = 60_000 } = options
  const underway = await sqlTransaction(pool, (sql) => readUnderway(sql, patience))
  const { server } = places
  const isOwnMissing = server.kind === 'NODE' && !underway.some(({ community }) => community === server.community)
  await settleEach(options, isOwnMissing ? [...underway, notOverdue(server.community)] : underway)
}

async function settleEach(options: WatchPlaces, communities: readonly Underway[]): Promise<void> {
  for (const underway of communities) {
    try {
      await settleOne(options, underway)
    } catch (error) {
      options.log.warn(
        { community: underway.community, err: error },
        'could not settle where the records of a community are',
      )
    }
  }
}

async function settleOne(
  { pool, places, register, settle, log }: WatchPlaces,
  { community, isOverdue }: Underway,
): Promise<void> {
  const entry = await register.find(community)
  const change = (found: RegisterEntry | undefined) =>
    sqlTransaction(pool, (sql) => changePlace(sql, places.server, community, (place) => settle(place, found)), [
      community,
    ])
  const state = await change(entry)
  if (state !== 'LEAVING' || !isOverdue || entry === undefined || entry.status === 'REVOKED') return
  log.warn({ community, epoch: entry.epoch }, 'a move gave no sign and is given up')
  await register.abandon(community, entry.epoch)
  await change(await register.find(community))
}

function notOverdue(community: string): Underway {
  return { community, isOverdue: false }
}

/** The communities whose move is not settled yet. */
function readUnderway(sql: TransactionSql, patience: number): Promise<readonly Underway[]> {
  return sql<Underway>(
    `select community_code as community, since < clock_timestamp() - $1::int * interval '1 ms' as "isOverdue"
     from community_place where state in ('LEAVING', 'ARRIVING')`,
    patience,
  )
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
    await sqlTransaction(
      pool,
      async (sql) => {
        await sql('select pg_advisory_xact_lock($1::bigint)', community)
        const away = await sql(`select from community_place where community_code = $1 and state = 'AWAY'`, community)
        if (away.length > 0) await removeRecords(sql, community)
      },
      [community],
    )
    log.info({ community }, 'removed the records of a community that has left')
  }
}
