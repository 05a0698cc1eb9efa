import type { Table } from '../database/table.js'

/** A PostgreSQL type by which a parameter is cast. */
export type SqlType = 'text' | 'uuid' | 'date' | 'timestamptz' | 'int'

/**
 * A condition on the rows of a list: SQL with `$` where the value goes. A value of null or undefined sets no condition. Where there are
 * several values, each `$` takes the next.
 */
export interface Condition {
  readonly sql: string
  readonly value: unknown
  readonly more?: readonly unknown[]
}

/**
 * A list of rows below a parent: from which table, by which column the parent is named, in which order, which filters.
 * One description serves the page, the cursor and the count.
 */
export interface List<Filter> {
  readonly table: Table
  /** The column that names the parent, with its type; left out where the list is of the whole table. */
  readonly parent?: { readonly column: string; readonly type: SqlType }
  /**
   * The column that holds the owner's code, where the parent's column is another: so that a statement always says which
   * owners it touches.
   */
  readonly ownerColumn?: string
  /** The properties that order the list; together they are unique below a parent. All ascend or all descend. */
  readonly order: readonly { readonly property: string; readonly type: SqlType }[]
  readonly descending?: boolean
  /** Conditions from the arguments of the field, beside `first`, `after` and `updatedSince`. */
  readonly conditions?: (filter: Filter) => readonly Condition[]
  /**
   * Whether pages below many parents read only their own rows, by LATERAL. It takes a table that lies on one server
   * whole: a distributed one can't push it down to its shards.
   */
  readonly lateral?: boolean
  /** Conditions that always hold, as SQL without values. */
  readonly always?: readonly string[]
}
