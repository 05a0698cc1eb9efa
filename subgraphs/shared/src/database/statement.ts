import type { QueryConfig } from 'pg'
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

/**
 * How many statements are kept prepared on a connection. Lists with many owners take PostgreSQL longer to plan than to
 * run; what clients combine beyond this number is planned each time.
 */
const mostPrepared = 256

/** Has statements that recur prepared on the connections of a pool: gives each its name there, where it has one. */
export function nameStatements(): (statement: Statement) => QueryConfig {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= mostPrepared) return known
    const name = `read_${names.size}`
    names.set(text, name)
    return name
  }
  return ({ text, values }) => {
    const name = nameOf(text)
    return { text, values: values.slice(), ...(name !== undefined && { name }) }
  }
}
