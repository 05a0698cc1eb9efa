import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import { HubError } from '@shequ/schema/errors/hub-error'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { importRecords } from './move/import-records.js'
import { changePlace, lockForArrival, readPlace, writePlace } from './place/change-place.js'
import type { Server } from './place/server.js'
import { type Place, settleNode } from './place/settle-place.js'
import type { NodeHub } from './node-hub.js'

export interface JoinHub {
  /** The node's own community database. */
  readonly pool: Pool
  readonly hub: NodeHub
  /** By which the node keeps the key of its pseudonyms. */
  readonly keys: KeyWrapping
  readonly invitation: string
  /** The node's GraphQL address, as the hub's gateways reach it. */
  readonly address: string
  /** For how many seconds its last answers may be shown while it is out of reach. */
  readonly staleFor: number
  /** Told how many rows will come, and of each part of them. */
  readonly begin?: (rows: number) => void
  readonly advance?: (rows: number) => void
}

/**
 * Makes a node the owner of its community: it enters itself in the register, takes the records over, and asks the register for the
 * switch, which is the point from which on it answers. The borough asks it before, so it must be listening. Interrupted anywhere, it may be run again.
 *
 * @returns how many rows came; 0 when they were here already
 * @throws {HubError} UNAUTHENTICATED when the invitation is not good, CONFLICT when the community has a node, or the attempt was given up meanwhile,
 *   NODE_UNAVAILABLE or NODE_REJECTED when the borough does not reach it at its address or does not believe what answers there
 */
export async function joinHub(options: JoinHub): Promise<number> {
  const { pool, hub, invitation, address, staleFor } = options
  const { community, key, register } = hub
  const server: Server = { kind: 'NODE', community }
  // The switch may have been made while nobody was there to hear of it; the invitation is void then.
  if ((await settleOwn(pool, hub)) === 'HERE') return 0
  const { epoch } = await register.step({
    action: 'join',
    invitation,
    address,
    key: { x: key.publicJwk.x ?? '' },
    staleFor,
  })
  const place = await sqlTransaction(pool, (sql) => readPlace(sql, server, community))
  const isHere = place.state === 'ARRIVING' && place.epoch === epoch
  const rows = isHere ? 0 : await takeRecords(options, place, epoch)
  const release = await hub.moves.release(await hub.sign({ action: 'releaseRecords', epoch }))
  await register.step({ action: 'completeJoin', epoch, release })
  await settleOwn(pool, hub)
  await hub.nudge(epoch)
  return rows
}

async function takeRecords({ pool, hub, keys, begin, advance }: JoinHub, place: Place, epoch: number): Promise<number> {
  const { community, moves } = hub
  const isOwn = place.state === 'ASIDE'
  try {
    const message = await hub.sign({
      action: 'exportRecords',
      epoch,
      owned: isOwn ? place.epoch : 0,
      to: await keys.receivingKey(),
    })
    const lines = await moves.exportRecords(message)
    return await sqlTransaction(
      pool,
      async (sql) => {
        await sql('set local statement_timeout = 0')
        await lockForArrival(sql, { kind: 'NODE', community }, community, epoch)
        const rows = await importRecords(sql, lines, {
          community,
          epoch,
          keys,
          ...(begin && { begin }),
          ...(advance && { advance }),
        })
        await writePlace(sql, community, { state: 'ARRIVING', epoch })
        return rows
      },
      [community],
    )
  } catch (error) {
    // A node whose trust was withdrawn has its records still, and the hosted server has none.
    if (isOwn && error instanceof HubError && error.code === 'MOVED') return 0
    throw error
  }
}

/** Follows the register, which names this node. */
export async function settleOwn(pool: Pool, { community, key, register }: NodeHub): Promise<Place['state']> {
  const entry = await register.find(community)
  return sqlTransaction(
    pool,
    (sql) => changePlace(sql, { kind: 'NODE', community }, community, (place) => settleNode(place, entry, [key.kid])),
    [community],
  )
}
