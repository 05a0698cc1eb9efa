import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type KeySender, sealPseudonymKey } from './carry-pseudonym-key.js'
import { type MovedTable, movedTables, rowsOf } from './moved-tables.js'
import { type TableSummary, summariseRecords } from './summarise-records.js'

/** How many rows a line holds. */
const rowsPerLine = 500

/** The first line of exported records: whose they are, and the structure of the database they come from. */
export interface ExportHead {
  readonly community: string
  readonly epoch: number
  /** The migrations that were applied, by name. */
  readonly migrations: readonly string[]
  /** How many rows follow. */
  readonly rows: number
}

/** The line before the last: the key of the community's pseudonyms, sealed for the receiving server; null where it has none. */
export interface ExportedKey {
  readonly pseudonymKey: string | null
}

/** The last line: what all the lines before come to. */
export interface ExportTail {
  readonly summary: readonly TableSummary[]
}

/**
 * A community's records as lines of JSON: a head, for each table its rows in parts (`{"table", "rows": […]}`), the key
 * of its pseudonyms, a tail.
 *
 * @param sender for whom the key of pseudonyms is sealed
 * @param sql statements of a transaction with one view of the records
 */
export async function* exportRecords(
  sql: TransactionSql,
  community: string,
  epoch: number,
  sender: KeySender,
): AsyncGenerator<string> {
  const tables = await movedTables(sql)
  const migrations = await appliedMigrations(sql)
  yield lineOf({ community, epoch, migrations, rows: await countRows(sql, tables, community) } satisfies ExportHead)
  for (const table of tables) yield* linesOf(sql, table, community)
  yield lineOf({ pseudonymKey: await sealPseudonymKey(sql, community, sender) } satisfies ExportedKey)
  yield lineOf({ summary: await summariseRecords(sql, tables, community) } satisfies ExportTail)
}

/** A table's rows, as the database writes them: numbers pass through here as text, and so lose nothing. */
async function* linesOf(sql: TransactionSql, table: MovedTable, community: string): AsyncGenerator<string> {
  await sql(`declare moving no scroll cursor for ${rowsOf(table, community)}`)
  for (;;) {
    const rows = await sql<{ row: string }>(`fetch ${rowsPerLine} from moving`)
    if (rows.length === 0) break
    yield `{"table":"${table.name}","rows":[${rows.map(({ row }) => row).join(',')}]}\n`
  }
  await sql('close moving')
}

async function countRows(sql: TransactionSql, tables: readonly MovedTable[], community: string): Promise<number> {
  let rows = 0
  for (const { name, owner } of tables) {
    const [counted] = await sql<{ count: number }>(
      `select count(*)::int as count from "${name}" where "${owner}" = $1`,
      community,
    )
    rows += counted?.count ?? 0
  }
  return rows
}

/** The names of the migrations that the database was brought to its structure by, in order. */
export async function appliedMigrations(sql: TransactionSql): Promise<readonly string[]> {
  const rows = await sql<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null order by migration_name',
  )
  return rows.map(({ name }) => name)
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
