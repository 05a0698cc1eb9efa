import { cityOf } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import { holdOffRelease } from './hold-off-release.js'
import { type Server, moved, stateOn } from './server.js'
import type { Place } from './settle-place.js'

/**
 * Takes hold of a community's place for a change of it, until the transaction ends: no write of the community is under way then, and none
 * begins before.
 */
export async function lockPlace(sql: TransactionSql, server: Server, community: string): Promise<Place> {
  await sql('select pg_advisory_xact_lock($1::bigint)', community)
  return readPlace(sql, server, community)
}

/** A community's place, which may change at any moment unless it is locked. */
export async function readPlace(sql: TransactionSql, server: Server, community: string): Promise<Place> {
  const [kept] = await sql<Place>(
    'select state::text as state, epoch from community_place where community_code = $1',
    community,
  )
  return { state: stateOn(server, community, kept?.state), epoch: kept?.epoch ?? 0 }
}

/** Writes a community's place, in a transaction that has locked it, and when it ceased to be HERE. */
export async function writePlace(sql: TransactionSql, community: string, { state, epoch }: Place): Promise<void> {
  await sql(
    `insert into community_place as kept (community_code, state, epoch, since, left_at)
     values ($1, $2::place_state, $3, clock_timestamp(), case when $2::place_state not in ('HERE', 'ARRIVING') then clock_timestamp() end)
     on conflict (community_code) do update set state = excluded.state, epoch = excluded.epoch, since = excluded.since,
       left_at = case when kept.state = 'HERE' and excluded.state <> 'HERE' then excluded.since else kept.left_at end`,
    community,
    state,
    epoch,
  )
  // A consent is for one move: whoever has the records next asks for another.
  if (state === 'AWAY') await sql('delete from move_consent where community_code = $1', community)
}

/** Notes that a move goes on, so that nobody takes it for given up. */
export async function touchPlace(sql: TransactionSql, community: string, { state, epoch }: Place): Promise<void> {
  await sql(
    `update community_place set since = clock_timestamp() where community_code = $1 and state = $2::place_state and epoch = $3`,
    community,
    state,
    epoch,
  )
}

/**
 * Lets a community's records begin to leave this server, which writes none of them from then on. The same attempt may begin again, and
 * a later one in the place of an earlier.
 *
 * @throws {HubError} MOVED when the records are not here, CONFLICT when a later attempt has begun.
 */
export async function beginToLeave(
  sql: TransactionSql,
  server: Server,
  community: string,
  epoch: number,
): Promise<void> {
  const { state, epoch: before } = await lockPlace(sql, server, community)
  await holdOffRelease(sql, cityOf(community))
  if (state !== 'HERE' && state !== 'LEAVING') throw moved(community)
  if (before > epoch) {
    throw new HubError('CONFLICT', `Expected no later attempt at a move than ${epoch}, but ${before} has begun.`, {
      community,
    })
  }
  await writePlace(sql, community, { state: 'LEAVING', epoch })
}

/**
 * Takes hold of a place into which records are to be copied, in an attempt at a move.
 *
 * @throws {HubError} CONFLICT when this server has records that count, or a later attempt has been here.
 */
export async function lockForArrival(
  sql: TransactionSql,
  server: Server,
  community: string,
  epoch: number,
): Promise<void> {
  const place = await lockPlace(sql, server, community)
  if (place.state !== 'HERE' && place.state !== 'LEAVING' && place.epoch <= epoch) return
  throw new HubError(
    'CONFLICT',
    `Expected the records of ${community} to lie elsewhere, and no later attempt at a move than ${epoch}, but here they are ${place.state} in attempt ${place.epoch}.`,
    { community },
  )
}

/** Changes a community's place to what `settle` makes of it, and gives what it is then. */
export async function changePlace(
  sql: TransactionSql,
  server: Server,
  community: string,
  settle: (place: Place) => PlaceState,
): Promise<PlaceState> {
  const place = await lockPlace(sql, server, community)
  const state = settle(place)
  if (state === place.state) return state
  await writePlace(sql, community, { state, epoch: place.epoch })
  // Another server may have published what it had of these records since.
  if (state === 'HERE') await sql('select publish_all_anew($1)', community)
  // A community that is hosted again without its records begins with none, and shares nothing.
  if (state === 'HERE' && server.kind === 'HOSTED') {
    await sql('insert into community (community_code) values ($1) on conflict do nothing', community)
  }
  return state
}
