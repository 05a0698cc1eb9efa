import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import { HubError } from '@shequ/schema/errors/hub-error'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import type { RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { requireConsent } from './move/require-consent.js'
import { exportRecords } from './move/export-records.js'
import { readTransaction } from './move/read-transaction.js'
import { beginToLeave, touchPlace } from './place/change-place.js'
import type { Server } from './place/server.js'
import { settleOwn } from './join-hub.js'
import type { NodeHub } from './node-hub.js'

export interface LeaveHub {
  readonly pool: Pool
  readonly hub: NodeHub
  /** By which the node keeps the key of its pseudonyms. */
  readonly keys: KeyWrapping
  readonly now?: () => Date
  /** Told of each line of records that went. */
  readonly advance?: () => void
}

/**
 * Hands a node's community back to the hosted server: the records go there, and then the register is asked for the switch, the
 * point from which on the hosted server answers. Interrupted anywhere, it may be run again; where it is not, the node goes on.
 *
 * @returns how many rows went
 * @throws {HubError} CONSENT_REQUIRED without the consent of the community's office, CONFLICT when the node does not answer for the community, or the attempt was given up meanwhile
 */
export async function leaveHub({
  pool,
  hub,
  keys,
  now = () => new Date(),
  advance = () => undefined,
}: LeaveHub): Promise<number> {
  const { community, key, register, moves } = hub
  const server: Server = { kind: 'NODE', community }
  await settleOwn(pool, hub)
  const consented = (sql: TransactionSql) =>
    requireConsent(sql, { community, direction: 'TO_HOSTED', keys: [key.kid], now: now() })
  await requireOwn(hub)
  await sqlTransaction(pool, consented)
  const epoch = await beginAtRegister(hub)
  await sqlTransaction(
    pool,
    async (sql) => {
      await beginToLeave(sql, server, community, epoch)
      // It may have been withdrawn since.
      await consented(sql)
    },
    [community],
  )
  const to = await moves.receivingKey(await hub.sign({ action: 'receivingKey', epoch }))
  const lines = readTransaction(pool, (sql) => exportRecords(sql, community, epoch, { keys, to }))
  async function* whileTouched(): AsyncGenerator<string> {
    for await (const line of lines) {
      yield line
      advance()
      await sqlTransaction(pool, (sql) => touchPlace(sql, community, { state: 'LEAVING', epoch }), [community])
    }
  }
  const rows = await moves.importRecords(await hub.sign({ action: 'importRecords', epoch }), whileTouched())
  await register.step({ action: 'completeLeave', epoch })
  await settleOwn(pool, hub)
  await hub.nudge(epoch)
  return rows
}

async function beginAtRegister(hub: NodeHub): Promise<number> {
  const { status, epoch } = await requireOwn(hub)
  if (status === 'LEAVING') return epoch
  return (await hub.register.step({ action: 'beginLeave', epoch })).epoch
}

/** The register's entry of this node, which answers for its community. @throws {HubError} CONFLICT where it does not. */
async function requireOwn({ community, key, register }: NodeHub): Promise<RegisterEntry> {
  const entry = await register.find(community)
  const isMine = entry?.keys.some(({ kid }) => kid === key.kid) ?? false
  if (entry === undefined || !isMine || (entry.status !== 'ACTIVE' && entry.status !== 'LEAVING')) {
    throw new HubError('CONFLICT', `Expected this node to answer for ${community}, but it does not.`, { community })
  }
  return entry
}
