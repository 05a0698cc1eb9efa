import type { Pool } from 'pg'

/** SQL with its parameters, in order. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Runs a statement and gives its rows. */
export type RunStatement = <Row extends object>(statement: Statement) => Promise<Row[]>

/** Runs statements on a pool, each on whichever connection is free. */
export function runOn(pool: Pool): RunStatement {
  return async <Row extends object>({ text, values }: Statement) => (await pool.query<Row>(text, values.slice())).rows
}
