import { baseCountNames, columnOf } from '@shequ/schema/measures/base-counts'
import { cellOf } from '@shequ/schema/measures/breakdowns'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import type { TransactionSql } from '../writes/once.js'
import { countType } from './count-columns.js'
import type { ReturnVersion } from './enqueue-returns.js'

/** Rows are locked in the order of their keys, so that two batches with the same returns never wait for each other. */
const upsertReturns = (summed: string) => `
  insert into measure_return as kept (division_code, period, kind, version, levels, summed, hidden, high, released_at)
  select division, period, kind, version, levels, summed, hidden, high, "releasedAt"
  from json_to_recordset($1::json) as sent (division text, period text, kind return_kind, version integer, levels sharing_level[],
    summed boolean[], hidden integer[], high bigint[], "releasedAt" timestamptz)
  order by division, period
  on conflict (division_code, period) do update set kind = excluded.kind, version = excluded.version, levels = excluded.levels,
    summed = ${summed}, hidden = excluded.hidden, high = excluded.high, released_at = excluded.released_at, received_at = current_timestamp
  where kept.version < excluded.version
  returning division_code as division, period, version`

const deleteCells = `
  delete from cell using unnest($1::text[], $2::text[]) as written (division, period)
  where cell.division_code = written.division and cell.period = written.period`

const insertCells = `
  insert into cell (division_code, period, learner_group, programme_kind, ${baseCountNames.map(columnOf).join(', ')}, bounds)
  select division, period, "group", kind, ${baseCountNames.map((name) => `"${name}"`).join(', ')}, bounds
  from json_to_recordset($1::json) as sent (division text, period text, "group" cell_group, kind cell_kind,
    ${baseCountNames.map((name) => `"${name}" ${countType(name)}`).join(', ')}, bounds jsonb)`

const writeAll = upsertReturns('excluded.summed')
const writeOfNode = upsertReturns('kept.summed')

/**
 * Writes returns with their cells, inside a transaction: each in place of an older version of itself. One that is there
 * in the same or a newer version changes nothing.
 *
 * @param byNode whether a community's own node sent them. It does not know which sums hold its community: what is there of that stays.
 * @returns those that were written, in the order they were sent
 */
export async function writeReturns(
  sql: TransactionSql,
  returns: readonly MeasureReturn[],
  byNode = false,
): Promise<readonly ReturnVersion[]> {
  const heads = returns.map((sent) => ({ ...sent, cells: undefined, ...(byNode && { summed: [] }) }))
  const rows = await sql<ReturnVersion>(byNode ? writeOfNode : writeAll, JSON.stringify(heads))
  const keys = new Set(rows.map(keyOf))
  const written = returns.filter((sent) => keys.has(keyOf(sent)))
  if (written.length === 0) return []
  // A first version is written where there was none: it has no cells to give way.
  const later = written.filter(({ version }) => version > 1)
  if (later.length > 0)
    await sql(
      deleteCells,
      later.map(({ division }) => division),
      later.map(({ period }) => period),
    )
  await sql(insertCells, JSON.stringify(written.flatMap(cellRows)))
  return written.map(({ division, period, version }) => ({ division, period, version }))
}

function keyOf({ division, period }: { readonly division: string; readonly period: string }): string {
  return `${division} ${period}`
}

function cellRows({ division, period, cells }: MeasureReturn): object[] {
  return cells.map(({ breakdown, counts, bounds }) => ({ division, period, ...cellOf(breakdown), ...counts, bounds }))
}
