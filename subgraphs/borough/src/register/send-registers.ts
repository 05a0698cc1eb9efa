import type { Logger } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Deliver } from '@shequ/subgraph/relay/deliver'
import type { RelayRun } from '@shequ/subgraph/relay/relay-run'
import { isRefusal } from '@shequ/subgraph/relay/send-batch'
import { type Sender, signMessage } from '@shequ/subgraph/returns/signed-message'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { readRegister } from './read-register.js'
import { type ChangedRegister, changedRegisters, noteAcknowledged } from './register-digests.js'

export interface RegisterRoute {
  /** The borough tier's database. */
  readonly pool: Pool
  readonly sender: Sender
  readonly deliver: Deliver
  readonly now: () => Date
  readonly log: Logger
}

/**
 * Sends the city the register of each borough where it changed since the city acknowledged it, each in a message of its own:
 * what was acknowledged before an interruption is not sent again.
 */
export async function sendRegisters(route: RegisterRoute, isStopped: () => boolean): Promise<RelayRun> {
  const { pool, log } = route
  let run: RelayRun = { sent: 0, putOff: 0 }
  const changed = await sqlTransaction(pool, changedRegisters)
  for (const register of changed) {
    if (isStopped()) break
    try {
      await sendRegister(route, register)
      await sqlTransaction(pool, (sql) => noteAcknowledged(sql, register), [register.borough])
      run = { ...run, sent: run.sent + 1 }
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      run = { ...run, putOff: run.putOff + 1, fault: error.code }
      log.warn({ borough: register.borough, code: error.code }, "a borough's register waits")
      if (!isRefusal(error)) break
    }
  }
  return run
}

async function sendRegister({ pool, sender, deliver, now }: RegisterRoute, changed: ChangedRegister): Promise<void> {
  const register = await sqlTransaction(
    pool,
    async (sql) => {
      await sql('set transaction isolation level repeatable read')
      const version = await nextVersion(sql, changed.borough)
      return readRegister(sql, changed, { version, takenAt: now() })
    },
    [changed.borough],
  )
  await deliver(await signMessage('register', sender, 'city', `"register":${JSON.stringify(register)}`, now()))
}

/**
 * The version of what is read in this transaction, which sees the register as it was when it took the version: of two that read at once, the second
 * is refused and reads anew. It never goes back; the clock only helps it ahead of what is forgotten when a database is restored.
 */
async function nextVersion(sql: TransactionSql, borough: string): Promise<number> {
  const [row] = await sql<{ version: string }>(
    `insert into register_sent as kept (borough_code, digest, version) values ($1, '', (extract(epoch from clock_timestamp()) * 1000)::bigint)
     on conflict (borough_code) do update set version = greatest(kept.version + 1, excluded.version) returning version`,
    borough,
  )
  if (row === undefined) throw new Error(`Expected a version for the register of ${borough}, but got none.`)
  return Number(row.version)
}
