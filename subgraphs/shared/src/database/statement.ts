import type { Pool } from 'pg'
import type { AskedFields } from './table.js'

/** SQL with its parameters, in order. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Runs a statement and gives its rows. */
export interface RunStatement {
  <Row extends object>(statement: Statement): Promise<Row[]>
  /** The fields that are asked for of what is read; undefined where all of them may be. */
  readonly asked?: AskedFields | undefined
}

/** Runs statements for an operation that asks for these fields and no others. */
export function runFor(asked: AskedFields | undefined, run: RunStatement): RunStatement {
  return Object.assign(<Row extends object>(statement: Statement) => run<Row>(statement), { asked })
}

/** Runs statements on a pool, each on whichever connection is free. */
export function runOn(pool: Pool): RunStatement {
  return async <Row extends object>({ text, values }: Statement) => (await pool.query<Row>(text, values.slice())).rows
}
