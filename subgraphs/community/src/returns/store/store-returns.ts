import { type ReturnVersion, enqueueReturns } from '@shequ/subgraph/returns/enqueue-returns'
import { writeReturns } from '@shequ/subgraph/returns/write-returns'
import type { ReleasedReturn } from '@shequ/disclosure'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** How many returns a statement writes. */
const batchSize = 1_000

/**
 * Stores returns as the latest of their divisions and periods, with their cells and patterns, and puts them in the
 * outbox: in the transaction of `sql`, so that what was released is sent, and nothing else.
 */
export async function storeReturns(sql: TransactionSql, returns: readonly ReleasedReturn[]): Promise<void> {
  await inBatches(returns, async (batch) => enqueueReturns(sql, await keepBatch(sql, batch)))
}

/** Stores returns as `storeReturns` does, but sends nothing: another server has sent them. */
export async function keepReturns(sql: TransactionSql, returns: readonly ReleasedReturn[]): Promise<void> {
  await inBatches(returns, (batch) => keepBatch(sql, batch))
}

async function inBatches(
  returns: readonly ReleasedReturn[],
  store: (batch: readonly ReleasedReturn[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < returns.length; at += batchSize) await store(returns.slice(at, at + batchSize))
}

async function keepBatch(sql: TransactionSql, batch: readonly ReleasedReturn[]): Promise<readonly ReturnVersion[]> {
  const written = await writeReturns(sql, batch)
  await storePatterns(sql, batch)
  return written
}

async function storePatterns(sql: TransactionSql, returns: readonly ReleasedReturn[]): Promise<void> {
  await sql(
    `insert into released_pattern (division_code, period, version, hidden, summed, apart, released_at)
     select division, period, version, pattern, summed, "excludedFromSums", "releasedAt"
     from json_to_recordset($1::json) as released (division text, period text, version integer, pattern integer[],
       summed boolean[], "excludedFromSums" integer[], "releasedAt" timestamptz)`,
    JSON.stringify(returns.map((released) => ({ ...released, cells: undefined }))),
  )
}
