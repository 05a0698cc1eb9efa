import { HubError } from '@shequ/schema/errors/hub-error'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { exportRecords } from '../move/export-records.js'
import { readTransaction } from '../move/read-transaction.js'
import { beginToLeave, touchPlace } from '../place/change-place.js'
import type { Residence } from '../place/residence.js'
import { settleOwn } from './join-hub.js'
import type { NodeHub } from './node-hub.js'

export interface LeaveHub {
  readonly pool: Pool
  readonly hub: NodeHub
  /** Told of each line of records that went. */
  readonly advance?: () => void
}

/**
 * Hands a node's community back to the hosted server: the records go there, and then the register is asked for the switch, the
 * point from which on the hosted server answers. Interrupted anywhere, it may be run again; where it is not, the node goes on.
 *
 * @returns how many rows went
 * @throws {HubError} CONFLICT when the node does not answer for the community, or the attempt was given up meanwhile
 */
export async function leaveHub({ pool, hub, advance = () => undefined }: LeaveHub): Promise<number> {
  const { community, register, moves } = hub
  const residence: Residence = { kind: 'NODE', community }
  await settleOwn(pool, hub)
  const epoch = await beginAtRegister(hub)
  await sqlTransaction(pool, (sql) => beginToLeave(sql, residence, community, epoch))
  const lines = readTransaction(pool, (sql) => exportRecords(sql, community, epoch))
  async function* whileTouched(): AsyncGenerator<string> {
    for await (const line of lines) {
      yield line
      advance()
      await sqlTransaction(pool, (sql) => touchPlace(sql, community, { state: 'LEAVING', epoch }))
    }
  }
  const rows = await moves.importRecords(await hub.sign({ action: 'importRecords', epoch }), whileTouched())
  await register.step({ action: 'completeLeave', epoch })
  await settleOwn(pool, hub)
  await hub.nudge(epoch)
  return rows
}

async function beginAtRegister({ community, key, register }: NodeHub): Promise<number> {
  const entry = await register.find(community)
  const isMine = entry?.keys.some(({ kid }) => kid === key.kid) ?? false
  if (entry === undefined || !isMine || (entry.status !== 'ACTIVE' && entry.status !== 'LEAVING')) {
    throw new HubError('CONFLICT', `Expected this node to answer for ${community}, but it does not.`, { community })
  }
  if (entry.status === 'LEAVING') return entry.epoch
  return (await register.step({ action: 'beginLeave', epoch: entry.epoch })).epoch
}
