import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type MovedTable, rowsOf } from './moved-tables.js'

/** What a community's records in a table come to: the same on two servers when they hold the same. */
export interface TableSummary {
  readonly table: string
  readonly count: number
  /** The sum of a hash of each row, whatever order they come in. */
  readonly checksum: string
}

/** Sums up a community's records, table by table. A queue is left out, since it is worked off meanwhile. */
export async function summariseRecords(
  sql: TransactionSql,
  tables: readonly MovedTable[],
  community: string,
): Promise<readonly TableSummary[]> {
  const summaries: TableSummary[] = []
  for (const table of tables) {
    if (table.isQueue) continue
    const [sum] = await sql<{ count: number; checksum: string }>(
      `select count(*)::int as count,
         coalesce(sum(('x' || left(encode(sha256(convert_to(row, 'UTF8')), 'hex'), 15))::bit(60)::bigint), 0)::text as checksum
       from (${rowsOf(table, community)}) rows`,
    )
    summaries.push({ table: table.name, count: sum?.count ?? 0, checksum: sum?.checksum ?? '0' })
  }
  return summaries
}

/** The tables in which two summaries differ, by name. */
export function differences(one: readonly TableSummary[], other: readonly TableSummary[]): readonly string[] {
  const textOf = (summaries: readonly TableSummary[], table: string) =>
    JSON.stringify(summaries.find((summary) => summary.table === table) ?? null)
  const names = new Set([...one, ...other].map(({ table }) => table))
  return [...names].filter((table) => textOf(one, table) !== textOf(other, table))
}
