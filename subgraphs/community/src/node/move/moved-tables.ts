import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** A table whose rows move with the community that they belong to. */
export interface MovedTable {
  readonly name: string
  /** The column that names the community. */
  readonly owner: string
  /** The columns that move, by name: all but those that the database itself numbers, and the transaction of the last change, which means nothing elsewhere. */
  readonly columns: readonly string[]
  /** The columns by which its rows are in order. */
  readonly order: readonly string[]
  /** Whether its rows are numbered as they come and worked off by a relay meanwhile, or count what comes in: they move, but are not compared. */
  readonly isQueue: boolean
}

/** The server's own: communities' places on it and where they may move from it, what it closed, what those elsewhere entrust it with, and what was done to its structure. */
const staying: readonly string[] = [
  'community_place',
  'move_consent',
  // Wrapped with a key of this server: what moves is wrapped for the other one (`carry-pseudonym-key.ts`).
  'pseudonym_key',
  'closed_period',
  'entrusted_community',
  'entrusted_count',
  '_prisma_migrations',
]

/** Counts what is published, and so goes on while records come in. */
const counting = 'catalogue_version'

interface TableRow {
  readonly name: string
  readonly owner: string | null
  readonly columns: readonly string[]
  readonly numbered: string | null
  readonly key: readonly string[] | null
  readonly parents: readonly string[]
}

const tablesStatement = `
  select c.relname::text as name,
    (array_agg(a.attname::text) filter (where a.attname in ('community_code', 'division_code')))[1] as owner,
    array_agg(a.attname::text order by a.attname) as columns,
    (array_agg(a.attname::text) filter (where pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'))[1] as numbered,
    (select array_agg(k.attname::text order by array_position(i.indkey::int2[], k.attnum))
     from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
     where i.indrelid = c.oid and i.indisprimary) as key,
    coalesce((select array_agg(distinct p.relname::text) from pg_constraint f join pg_class p on p.oid = f.confrelid
     where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid), '{}') as parents
  from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and c.relname <> all($1::text[])
  group by c.oid, c.relname order by c.relname`

/**
 * The tables that move with a community, parents first, as the database's own catalogue has them: a table that is added later
 * moves too.
 *
 * @throws {Error} for a table whose rows name no community, and which is not known to be the server's own.
 */
export async function movedTables(sql: TransactionSql): Promise<readonly MovedTable[]> {
  const rows = await sql<TableRow>(tablesStatement, staying)
  return parentsFirst(rows).map(({ name, owner, columns, numbered, key }) => {
    if (owner === null || key === null) {
      throw new Error(
        `Expected every table to say by community_code or division_code whose its rows are, but ${name} does not.`,
      )
    }
    return {
      name,
      owner,
      columns: columns.filter((column) => column !== numbered && column !== 'changed_in'),
      order: numbered === null ? key : [numbered],
      isQueue: numbered !== null || name === counting,
    }
  })
}

function parentsFirst(rows: readonly TableRow[]): readonly TableRow[] {
  const sorted: TableRow[] = []
  const add = (row: TableRow) => {
    if (sorted.includes(row)) return
    for (const parent of rows) if (row.parents.includes(parent.name)) add(parent)
    sorted.push(row)
  }
  for (const row of rows) add(row)
  return sorted
}

/** The names of a table's columns that move, as SQL. */
export function columnList({ columns }: MovedTable): string {
  return columns.map((column) => `"${column}"`).join(', ')
}

/** SQL that gives a community's rows of a table, each as JSON in the column `row`, in their order. Without parameters: a cursor takes none. */
export function rowsOf(table: MovedTable, community: string): string {
  if (!/^\d{12}$/.test(community)) throw new RangeError(`Expected the code of a community, but got "${community}".`)
  const order = table.order.map((column) => `"${column}"`).join(', ')
  return `select (select to_jsonb(moving)::text from (select ${columnList(table)}) moving) as row from "${table.name}" where "${table.owner}" = '${community}' order by ${order}`
}
