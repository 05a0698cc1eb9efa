import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { z } from 'zod'
import { appliedMigrations } from './export-records.js'
import { type MovedTable, columnList, movedTables } from './moved-tables.js'
import { removeRecords } from './remove-records.js'
import { differences, summariseRecords } from './summarise-records.js'

const headSchema = z.object({ community: z.string(), epoch: z.int(), migrations: z.array(z.string()), rows: z.int() })
const tailSchema = z.object({
  summary: z.array(z.object({ table: z.string(), count: z.int(), checksum: z.string() })),
})

/** Which records are expected. */
export interface Expected {
  readonly community: string
  readonly epoch: number
  /** Told how many rows there will be. */
  readonly begin?: (rows: number) => void
  /** Told of the rows that were taken in since the last call. */
  readonly advance?: (rows: number) => void
}

/**
 * Takes in a community's records, in the place of whatever this database has of it, in the transaction of `sql`: counts and
 * checksums of every table are those that the exporting server sent.
 *
 * @param lines what `exportRecords` gave, a line each
 * @returns how many rows there are
 * @throws {HubError} BAD_REQUEST when the lines break off, are of something else, or come to something else than they say; CONFLICT when the structure of the databases differs.
 */
export async function importRecords(
  sql: TransactionSql,
  lines: AsyncIterable<string>,
  expected: Expected,
): Promise<number> {
  const tables = new Map((await movedTables(sql)).map((table) => [table.name, table]))
  let isBegun = false
  for await (const line of lines) {
    if (!isBegun) {
      await requireHead(sql, line, expected)
      await removeRecords(sql, expected.community, [...tables.values()])
      isBegun = true
    } else if (line.startsWith('{"table":')) {
      const rows = await insertRows(sql, tables, line)
      expected.advance?.(rows)
    } else return await requireSummary(sql, [...tables.values()], line, expected)
  }
  throw new HubError('BAD_REQUEST', 'Expected all records of the community, but they broke off. Nothing was taken.')
}

async function requireHead(sql: TransactionSql, line: string, { community, epoch, begin }: Expected): Promise<void> {
  const head = read(headSchema, line)
  if (head.community !== community || head.epoch !== epoch) {
    throw new HubError(
      'BAD_REQUEST',
      `Expected the records of ${community} in attempt ${epoch}, but got those of ${head.community} in attempt ${head.epoch}.`,
    )
  }
  begin?.(head.rows)
  const migrations = await appliedMigrations(sql)
  if (JSON.stringify(head.migrations) !== JSON.stringify(migrations)) {
    throw new HubError(
      'CONFLICT',
      'Expected both servers to be of one version of the hub, but their databases are built differently. Update the older one, then begin again.',
    )
  }
}

async function insertRows(sql: TransactionSql, tables: ReadonlyMap<string, MovedTable>, line: string): Promise<number> {
  const name = /^\{"table":"(\w+)"/.exec(line)?.[1] ?? ''
  const table = tables.get(name)
  if (!table) throw new HubError('BAD_REQUEST', 'Expected rows of a table that moves, but got others.')
  const columns = columnList(table)
  const [inserted] = await sql<{ count: number }>(
    `with inserted as (
       insert into "${name}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${name}", $1::jsonb -> 'rows') returning 1
     ) select count(*)::int as count from inserted`,
    line,
  )
  return inserted?.count ?? 0
}

async function requireSummary(
  sql: TransactionSql,
  tables: readonly MovedTable[],
  line: string,
  { community }: Expected,
): Promise<number> {
  const { summary } = read(tailSchema, line)
  const here = await summariseRecords(sql, tables, community)
  const different = differences(summary, here)
  if (different.length > 0) {
    throw new HubError(
      'BAD_REQUEST',
      `Expected the records to come to what the other server counted, but ${different.join(', ')} differ. Nothing was taken.`,
      { community },
    )
  }
  return here.reduce((sum, { count }) => sum + count, 0)
}

function read<Schema extends z.ZodType>(schema: Schema, line: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    throw new HubError('BAD_REQUEST', 'Expected the records of a community as a server of the hub sends them.')
  }
}
