/**
 * What is read of a table: for each property of a row, the SQL that gives it. Rows carry the names of the schema's
 * fields, so that most fields need no resolver. A table without a property `removedAt` keeps no tombstones.
 */
export interface Table {
  readonly name: string
  /** The rows, where they are a query's instead of a table's: `(select …)`. The columns may name them by `name`. */
  readonly from?: string
  readonly columns: Readonly<Record<string, string>>
  /** The moment by which a row was changed last, as SQL, where its `updated_at` tells only the day. */
  readonly changedBy?: string
  /**
   * Properties that nothing but a client reads, by the field of the same name: they are left out of what is read where
   * no field of that name is asked for. Never what orders a list, nor what a resolver reads.
   */
  readonly onlyWhenAsked?: readonly string[]
}

/** The names of the fields that an operation asks for, each alone, whatever its type, and after its type: `title`, `Programme.title`. */
export type AskedFields = ReadonlySet<string>

/** The properties by which every record tells where it comes from. */
export const recordColumns = { source: 'source', updatedAt: 'updated_at', removedAt: 'removed_at' } as const

/** The properties that name a record which a division owns: `id` for the graph, `uuid` in its table. */
export function keyColumns(ownerColumn: string) {
  return { owner: ownerColumn, id: `${ownerColumn} || ':' || id`, uuid: 'id' } as const
}

const narrowed = new WeakMap<AskedFields, Map<Table, Table>>()

/** A table without what an operation has no use for: rows cost by their columns. Without `asked`, the whole table. */
export function narrowTo(asked: AskedFields | undefined, table: Table): Table {
  if (asked === undefined) return table
  const known = narrowed.get(asked) ?? new Map<Table, Table>()
  narrowed.set(asked, known)
  const narrow = known.get(table) ?? { ...table, columns: neededColumns(asked, table) }
  known.set(table, narrow)
  return narrow
}

function neededColumns(asked: AskedFields, { columns, onlyWhenAsked = [] }: Table): Table['columns'] {
  const onlyAsked = asked.has('provenance') ? onlyWhenAsked : [...onlyWhenAsked, 'source', 'updatedAt']
  const unused = new Set(onlyAsked.filter((property) => !asked.has(property)))
  return Object.fromEntries(Object.entries(columns).filter(([property]) => !unused.has(property)))
}

/** The select list of a table, as SQL. */
export function selectionOf({ columns }: Table): string {
  return Object.entries(columns)
    .map(([property, sql]) => `${sql} as "${property}"`)
    .join(', ')
}

/** Where a table's rows come from, as SQL to stand behind `from`. */
export function sourceOf({ name, from }: Table): string {
  return from === undefined ? name : `${from} ${name}`
}
