import { everyOwner } from '@shequ/postgres/write-owners'
import type { Logger } from '@shequ/process/log'
import type { Progress } from '@shequ/process/progress'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Pool } from 'pg'
import { sqlTransaction } from '../database/sql-transaction.js'
import type { TransactionSql } from '../writes/once.js'
import { backOff } from './back-off.js'
import type { Cargo } from './cargo.js'
import type { RelayRun } from './relay-run.js'
import type { RunOptions } from './repeat.js'
import { type Queued, claimQueued, countQueued, putOff, removeSent } from './outbox.js'
import { type Outgoing, type Route, sendBatch } from './send-batch.js'

/** What a relay runs with. */
export interface RelaySettings extends Route {
  /** What it carries. */
  readonly cargo: Cargo
  /** The sending tier's database. */
  readonly pool: Pool
  readonly log: Logger
  /** Spreads the waits, from 0 to 1. `Math.random` by default. */
  readonly random: () => number
  /** The longest wait between two attempts, in milliseconds. 30,000 by default: a receiver that is back is tried that late. */
  readonly longestWait: number
  /** The most things in a batch. 500 by default. A receiver takes or refuses a batch as a whole. */
  readonly batchSize: number
  /** The most bytes of things in a batch. 4 MiB by default; a receiver refuses more than 12 MB. */
  readonly batchBytes: number
  /** For how long this relay alone sends what it took on, in milliseconds. 15,000 by default: longer than a delivery may take. */
  readonly lease: number
  /**
   * Whether others need the machine more. A run then sends one small batch, so that most of the time is theirs, and what is queued meanwhile comes
   * before the rest of a long queue. Never by default.
   */
  readonly isGentle?: (() => boolean) | undefined
  /** Shows how far a run has come that has much to send. */
  readonly showProgress?: ((step: string, total: number) => Progress) | undefined
}

/** The most things in a batch that is sent beside others who need the machine more. */
const gentleBatch = 500

/** From how many queued things on a run shows its progress. */
const longQueue = 1_000

/** Sends what is queued, from first to last, once. */
export async function runRelay(
  settings: RelaySettings,
  { evenIfNotDue, failures, isStopped }: RunOptions,
): Promise<RelayRun> {
  const { cargo, pool, receiver, showProgress, batchSize, lease } = settings
  const { kind, outbox } = cargo
  const count = () => sqlTransaction(pool, (sql) => countQueued(sql, outbox))
  let total = 0
  let progress: Progress | undefined
  let run: RelayRun = { sent: 0, putOff: 0 }
  let done = 0
  for (let after = 0; !isStopped();) {
    const isGentle = !evenIfNotDue && settings.isGentle?.()
    const limit = isGentle ? Math.min(gentleBatch, batchSize) : batchSize
    const claim = { after, limit, lease, evenIfNotDue }
    const claimed = await onQueue(pool, (sql) => claimQueued(sql, outbox, claim))
    if (claimed.length === 0) break
    after = claimed.at(-1)?.sequence ?? after
    // More may be queued while the run goes on.
    if (progress && done + claimed.length > total) progress.extendTo((total = done + (await count())))
    done += claimed.length
    const part = await sendClaimed(settings, claimed, failures)
    progress?.advance(claimed.length)
    run = { ...part, sent: run.sent + part.sent, putOff: run.putOff + part.putOff }
    if (part.fault !== undefined || isGentle) break
    // Counting costs what is queued: it is for a run that gets on, and has a whole batch behind it.
    if (!progress && showProgress && claimed.length === limit) {
      total = done + (await count())
      if (total > done && total >= longQueue) progress = showProgress(`${kind} to the ${receiver}`, total)
      progress?.advance(done)
    }
  }
  progress?.finish()
  return run
}

async function sendClaimed(settings: RelaySettings, claimed: readonly Queued[], failures: number): Promise<RelayRun> {
  const { cargo, pool, log, random, receiver, longestWait } = settings
  const { kind, outbox } = cargo
  const left = new Set(claimed)
  let sent = 0
  // The message's time is that of the reading: however long this process stands still before it signs, what it read is no younger.
  const readAt = settings.now()
  const route = { ...settings, now: () => readAt }
  try {
    const { outgoing, missing } = await sqlTransaction(pool, (sql) => readOutgoing(sql, settings, claimed))
    for (const queued of missing) left.delete(queued)
    await onQueue(pool, (sql) => removeSent(sql, outbox, missing))
    for (const batch of batchesOf(outgoing, settings.batchBytes)) {
      const result = await sendBatch(route, kind, batch)
      await onQueue(pool, (sql) => removeSent(sql, outbox, result.sent))
      for (const queued of result.sent) left.delete(queued)
      sent += result.sent.length
      for (const { queued, code } of result.refused) {
        const { key, version, attempts } = queued
        log.error({ receiver, kind, key, version, attempts, code }, 'something was refused')
        await onQueue(pool, (sql) => putOff(sql, outbox, [queued], backOff(attempts, random, longestWait)))
      }
    }
    return { sent, putOff: left.size }
  } catch (error) {
    const fault = error instanceof HubError ? error.code : 'INTERNAL'
    log.warn(
      { receiver, kind, code: fault, waiting: left.size, ...(fault === 'INTERNAL' && { err: error }) },
      'what is queued waits',
    )
    await onQueue(pool, (sql) =>
      putOff(
        sql,
        outbox,
        [...left],
        backOff(failures + 1, () => 0, longestWait),
      ),
    )
    return { sent, putOff: left.size, fault }
  }
}

/** Works off a queue, in which everybody's things lie. */
function onQueue<Result>(pool: Pool, work: (sql: TransactionSql) => Promise<Result>): Promise<Result> {
  return sqlTransaction(pool, work, everyOwner)
}

/** What is queued, as it goes out; and what is queued but is there no more. */
async function readOutgoing(
  sql: TransactionSql,
  { cargo, receiver }: RelaySettings,
  claimed: readonly Queued[],
): Promise<{ outgoing: readonly Outgoing[]; missing: readonly Queued[] }> {
  const jsons = await cargo.read(sql, claimed, receiver)
  return {
    outgoing: claimed.flatMap((queued, place) => {
      const json = jsons[place]
      return json === undefined ? [] : [{ queued, json }]
    }),
    missing: claimed.filter((_queued, place) => jsons[place] === undefined),
  }
}

/** Things in batches of at most so many bytes each, or of one. */
function batchesOf(things: readonly Outgoing[], mostBytes: number): readonly (readonly Outgoing[])[] {
  const batches: Outgoing[][] = []
  let bytes = Infinity
  for (const outgoing of things) {
    bytes += outgoing.json.length
    if (bytes > mostBytes) {
      batches.push([])
      bytes = outgoing.json.length
    }
    batches.at(-1)?.push(outgoing)
  }
  return batches
}
