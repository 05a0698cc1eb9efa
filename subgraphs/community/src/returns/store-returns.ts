import { type BaseCountName, baseCountNames, columnOf } from '@shequ/schema/measures/base-counts'
import { cellOf } from '@shequ/schema/measures/breakdowns'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** How many returns a statement writes. */
const batchSize = 1_000

const columns = new Map(baseCountNames.map((name) => [name, columnOf(name)]))

/**
 * Stores returns as the latest of their divisions and periods, with their cells and patterns, and puts them in the
 * outbox: in the transaction of `sql`, so that what was released is sent, and nothing else.
 */
export async function storeReturns(sql: TransactionSql, returns: readonly MeasureReturn[]): Promise<void> {
  for (let at = 0; at < returns.length; at += batchSize) await storeBatch(sql, returns.slice(at, at + batchSize))
}

async function storeBatch(sql: TransactionSql, returns: readonly MeasureReturn[]): Promise<void> {
  const divisions = returns.map(({ division }) => division)
  const periods = returns.map(({ period }) => period)
  await sql(
    `insert into measure_return (division_code, period, kind, version, levels, summed, hidden, high, released_at)
     select division_code, period, kind, version, levels, summed, hidden, high, released_at
     from json_populate_recordset(null::measure_return, $1::json)
     on conflict (division_code, period) do update set kind = excluded.kind, version = excluded.version,
       levels = excluded.levels, summed = excluded.summed, hidden = excluded.hidden, high = excluded.high,
       released_at = excluded.released_at, received_at = excluded.received_at`,
    JSON.stringify(returns.map(toReturnRow)),
  )
  await sql(
    `delete from cell using unnest($1::text[], $2::text[]) as stored (division_code, period)
     where cell.division_code = stored.division_code and cell.period = stored.period`,
    divisions,
    periods,
  )
  await sql(
    'insert into cell select * from json_populate_recordset(null::cell, $1::json)',
    JSON.stringify(
      returns.flatMap(({ division, period, cells }) => cells.map((cell) => toCellRow(division, period, cell))),
    ),
  )
  await sql(
    `insert into released_pattern (division_code, period, version, hidden, summed, released_at)
     select division_code, period, version, hidden, summed, released_at
     from json_populate_recordset(null::released_pattern, $1::json)`,
    JSON.stringify(returns.map(toReturnRow)),
  )
  await sql(
    `insert into return_outbox (division_code, period, version)
     select * from unnest($1::text[], $2::text[], $3::int[])
     on conflict (division_code, period) do update set version = excluded.version, sequence = excluded.sequence,
       attempts = 0, next_attempt_at = excluded.next_attempt_at, created_at = excluded.created_at`,
    divisions,
    periods,
    returns.map(({ version }) => version),
  )
}

function toReturnRow({ division, period, kind, version, levels, summed, hidden, high, releasedAt }: MeasureReturn) {
  return { division_code: division, period, kind, version, levels, summed, hidden, high, released_at: releasedAt }
}

function toCellRow(division: string, period: string, { breakdown, counts, bounds }: ReturnCell) {
  const { group, kind } = cellOf(breakdown)
  const known = Object.entries(counts).map(
    ([count, value]) => [columns.get(count as BaseCountName) ?? count, value] as const,
  )
  return {
    division_code: division,
    period,
    learner_group: group,
    programme_kind: kind,
    ...Object.fromEntries<number>(known),
    ...(bounds && { bounds }),
  }
}
