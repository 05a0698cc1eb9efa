/** A PostgreSQL type by which a parameter is cast. */
export type SqlType = 'text' | 'uuid' | 'date' | 'timestamptz' | 'int' | 'text[]' | (string & {})

/** A condition on the rows of a list: SQL with `$` where the value goes. A value that is undefined sets no condition. */
export interface Condition {
  readonly sql: string
  readonly value: unknown
}

/**
 * A list of rows below a parent: from which table, by which column the parent is named, in which order, which filters.
 * One description serves the page, the cursor and the count.
 */
export interface List<Filter> {
  readonly table: string
  /** The column that names the parent, with its type. */
  readonly parent: { readonly column: string; readonly type: SqlType }
  /**
   * A further column that holds the owner's code where the parent is named by a column that does not begin the primary
   * key, so that a statement always says which owners it touches.
   */
  readonly owner?: { readonly column: string }
  /** The columns that order the list; together they are unique below a parent. All ascend or all descend. */
  readonly order: readonly { readonly column: string; readonly type: SqlType }[]
  readonly descending?: boolean
  /** Conditions from the arguments of the field, beside `first`, `after` and `updatedSince`. */
  readonly filter: (filter: Filter) => readonly Condition[]
  /** Conditions that always hold, as SQL without values. */
  readonly always?: readonly string[]
}
