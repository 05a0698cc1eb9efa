/**
 * What is read of a table: for each property of a row, the SQL that gives it. Rows carry the names of the schema's
 * fields, so that most fields need no resolver.
 */
export interface Table {
  readonly name: string
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
