import type { Logger } from '@shequ/process/log'
import type { Progress } from '@shequ/process/progress'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Pool } from 'pg'
import { sqlTransaction } from '../database/sql-transaction.js'
import { readReturns } from '../returns/read-returns.js'
import { stripReturn } from '../returns/strip-return.js'
import type { TransactionSql } from '../writes/once.js'
import { backOff } from './back-off.js'
import type { RelayRun } from './relay-run.js'
import type { RunOptions } from './repeat.js'
import { type QueuedReturn, claimReturns, countQueued, putOff, removeSent } from './outbox.js'
import { type OutgoingReturn, type Route, sendReturns } from './send-returns.js'

/** What a relay runs with. */
export interface RelaySettings extends Route {
  /** The sending tier's database. */
  readonly pool: Pool
  readonly log: Logger
  readonly random: () => number
  /** The longest wait between two attempts, in milliseconds. */
  readonly longestWait: number
  /** The most returns, and bytes of them, in a batch. */
  readonly batchReturns: number
  readonly batchBytes: number
  /** For how long what is being sent is left to this relay, in milliseconds: longer than a delivery may take. */
  readonly lease: number
  /** Shows how far a run has come that has much to send. */
  readonly showProgress?: ((step: string, total: number) => Progress) | undefined
}

/** From how many queued returns on a run shows its progress. */
const longQueue = 1_000

/** Sends what is queued, from first to last, once. */
export async function runRelay(
  settings: RelaySettings,
  { evenIfNotDue, failures, isStopped }: RunOptions,
): Promise<RelayRun> {
  const { pool, receiver, showProgress, batchReturns: limit, lease } = settings
  const total = showProgress ? await sqlTransaction(pool, countQueued) : 0
  const progress = total >= longQueue ? showProgress?.(`returns to the ${receiver}`, total) : undefined
  let run: RelayRun = { sent: 0, putOff: 0 }
  for (let after = 0; !isStopped();) {
    const claim = { after, limit, lease, evenIfNotDue }
    const claimed = await sqlTransaction(pool, (sql) => claimReturns(sql, claim))
    if (claimed.length === 0) break
    after = claimed.at(-1)?.sequence ?? after
    const part = await sendClaimed(settings, claimed, failures)
    progress?.advance(claimed.length)
    run = { ...part, sent: run.sent + part.sent, putOff: run.putOff + part.putOff }
    if (part.fault !== undefined) break
  }
  progress?.finish()
  return run
}

async function sendClaimed(
  settings: RelaySettings,
  claimed: readonly QueuedReturn[],
  failures: number,
): Promise<RelayRun> {
  const { pool, log, random, receiver, longestWait } = settings
  const left = new Set(claimed)
  let sent = 0
  try {
    const { outgoing, missing } = await sqlTransaction(pool, (sql) => readOutgoing(sql, settings, claimed))
    for (const queued of missing) left.delete(queued)
    await sqlTransaction(pool, (sql) => removeSent(sql, missing))
    for (const batch of batchesOf(outgoing, settings.batchBytes)) {
      const result = await sendReturns(settings, batch)
      await sqlTransaction(pool, (sql) => removeSent(sql, result.sent))
      for (const queued of result.sent) left.delete(queued)
      sent += result.sent.length
      for (const { queued, code } of result.refused) {
        const { division, period, version, attempts } = queued
        log.error({ receiver, division, period, version, attempts, code }, 'a return was refused')
        await sqlTransaction(pool, (sql) => putOff(sql, [queued], backOff(attempts, random, longestWait)))
      }
    }
    return { sent, putOff: left.size }
  } catch (error) {
    const fault = error instanceof HubError ? error.code : 'INTERNAL'
    log.warn({ receiver, code: fault, waiting: left.size, ...(fault === 'INTERNAL' && { err: error }) }, 'returns wait')
    await sqlTransaction(pool, (sql) =>
      putOff(
        sql,
        [...left],
        backOff(failures + 1, () => 0, longestWait),
      ),
    )
    return { sent, putOff: left.size, fault }
  }
}

/** What is queued, as it goes out; and what is queued but is there no more. */
async function readOutgoing(
  sql: TransactionSql,
  { receiver }: RelaySettings,
  claimed: readonly QueuedReturn[],
): Promise<{ outgoing: readonly OutgoingReturn[]; missing: readonly QueuedReturn[] }> {
  const returns = await readReturns(sql, claimed)
  const jsons = new Map(returns.map((found) => [keyOf(found), JSON.stringify(stripReturn(found, receiver))]))
  return {
    outgoing: claimed.flatMap((queued) => {
      const json = jsons.get(keyOf(queued))
      return json === undefined ? [] : [{ queued, json }]
    }),
    missing: claimed.filter((queued) => !jsons.has(keyOf(queued))),
  }
}

function keyOf({ division, period }: { readonly division: string; readonly period: string }): string {
  return `${division} ${period}`
}

/** Returns in batches of at most so many bytes each, or of one return. */
function batchesOf(returns: readonly OutgoingReturn[], mostBytes: number): readonly (readonly OutgoingReturn[])[] {
  const batches: OutgoingReturn[][] = []
  let bytes = Infinity
  for (const outgoing of returns) {
    bytes += outgoing.json.length
    if (bytes > mostBytes) {
      batches.push([])
      bytes = outgoing.json.length
    }
    batches.at(-1)?.push(outgoing)
  }
  return batches
}
