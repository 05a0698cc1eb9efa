/**
 * What is read of a table: for each property of a row, the SQL that gives it. Rows carry the names of the schema's
 * fields, so that most fields need no resolver. A table without a property `removedAt` keeps no tombstones.
 */
export interface Table {
  readonly name: string
  /** The rows, where they are a query's instead of a table's: `(select …)`. The columns may name them by `name`. */
  readonly from?: string
  readonly columns: Readonly<Record<string, string>>
}

/** The properties by which every record tells where it comes from. */
export const recordColumns = { source: 'source', updatedAt: 'updated_at', removedAt: 'removed_at' } as const

/** The properties that name a record which a division owns: `id` for the graph, `uuid` in its table. */
export function keyColumns(ownerColumn: string) {
  return { owner: ownerColumn, id: `${ownerColumn} || ':' || id`, uuid: 'id' } as const
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
