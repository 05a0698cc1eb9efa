import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { z } from 'zod'
import { takePseudonymKey } from './carry-pseudonym-key.js'
import { appliedMigrations } from './export-records.js'
import { type MovedTable, columnList, movedTables } from './moved-tables.js'
import { explainRefusedRows } from './explain-refused-rows.js'
import { isOfRows, tableOfRows } from './read-moved-rows.js'
import { refuseUntimely } from './refuse-untimely.js'
import { removeRecords } from './remove-records.js'
import { differences, summariseRecords } from './summarise-records.js'

const headSchema = z.object({ community: z.string(), epoch: z.int(), migrations: z.array(z.string()), rows: z.int() })
const keySchema = z.object({ pseudonymKey: z.string().nullable() })
const tailSchema = z.object({
  summary: z.array(z.object({ table: z.string(), count: z.int(), checksum: z.string() })),
})

/** Which records are expected. */
export interface Expected {
  readonly community: string
  readonly epoch: number
  /** By which this server keeps the key of the community's pseudonyms. */
  readonly keys: KeyWrapping
  /** The moment of the import, by which nothing is recorded that is still to come; this server's time where it is left out. */
  readonly now?: Date
  /** Told how many rows there will be. */
  readonly begin?: (rows: number) => void
  /** Told of the rows that were taken in since the last call. */
  readonly advance?: (rows: number) => void
}

/**
 * Takes in a community's records, in the place of whatever this database has of it, in the transaction of `sql`: counts and
 * checksums of every table are those that the exporting server sent. Every row is the community's own. That is checked here, and again by
 * the database, in which the transaction may write for this community alone.
 *
 * @param lines what `exportRecords` gave, a line each
 * @returns how many rows there are
 * @throws {HubError} BAD_REQUEST when the lines break off, are of something else, hold rows that are not sound, come to something else than they say, or
 *   are not of their time; FORBIDDEN when a row is another owner's; CONFLICT when the structure of the databases differs.
 */
export async function importRecords(
  sql: TransactionSql,
  lines: AsyncIterable<string>,
  expected: Expected,
): Promise<number> {
  const tables = new Map((await movedTables(sql)).map((table) => [table.name, table]))
  let isBegun = false
  let hasKey = false
  for await (const line of lines) {
    const said = readJson(line)
    if (!isBegun) {
      await requireHead(sql, said, expected)
      await removeRecords(sql, expected.community, [...tables.values()])
      isBegun = true
    } else if (isOfRows(said)) {
      const rows = await insertRows(sql, tableOfRows(said, tables, expected.community), line, expected)
      expected.advance?.(rows)
    } else if (!hasKey) {
      await takePseudonymKey(sql, expected.community, read(keySchema, said).pseudonymKey, expected.keys)
      hasKey = true
    } else {
      const rows = await requireSummary(sql, [...tables.values()], said, expected)
      await refuseUntimely(sql, expected.community, expected.now ?? new Date())
      return rows
    }
  }
  throw new HubError('BAD_REQUEST', 'Expected all records of the community, but they broke off. Nothing was taken.')
}

async function requireHead(sql: TransactionSql, said: unknown, { community, epoch, begin }: Expected): Promise<void> {
  const head = read(headSchema, said)
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

/** Hands the line itself over: numbers in it would lose places on the way through JavaScript. */
async function insertRows(
  sql: TransactionSql,
  table: MovedTable,
  line: string,
  { community }: Expected,
): Promise<number> {
  const { name } = table
  const columns = columnList(table)
  try {
    const [inserted] = await sql<{ count: number }>(
      `with inserted as (
         insert into "${name}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${name}", $1::jsonb -> 'rows') returning 1
       ) select count(*)::int as count from inserted`,
      line,
    )
    return inserted?.count ?? 0
  } catch (error) {
    throw explainRefusedRows(error, table, community) ?? error
  }
}

async function requireSummary(
  sql: TransactionSql,
  tables: readonly MovedTable[],
  said: unknown,
  { community }: Expected,
): Promise<number> {
  const { summary } = read(tailSchema, said)
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

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw malformed()
  }
}

function read<Schema extends z.ZodType>(schema: Schema, said: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(said)
  if (!parsed.success) throw malformed()
  return parsed.data
}

function malformed(): HubError {
  return new HubError('BAD_REQUEST', 'Expected the records of a community as a server of the hub sends them.')
}
