import { HubError } from '@shequ/schema/errors/hub-error'
import type { MovedTable } from './moved-tables.js'

/** What is wrong with rows that PostgreSQL does not take, by SQLSTATE. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/^23503$/, 'one that refers to a record which is not there'],
  [/^23505$/, 'two with the same key'],
  [/^23502$/, 'one without a value that every row has'],
  [/^(?:23|P0001)/, 'one that breaks a rule of the table'],
  [/^(?:22|54)/, 'one with a value that its column does not hold'],
]

/**
 * What it means that the database did not take the rows of another server, for that server; undefined when the rows are not why. The database's
 * own words stay here.
 */
export function explainRefusedRows(error: unknown, { name }: MovedTable, community: string): HubError | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (typeof code !== 'string') return undefined
  if (code === '42501') {
    return new HubError(
      'FORBIDDEN',
      `Expected rows of ${community} alone, but with "${name}" came some of others. Nothing was taken.`,
      { community, table: name },
    )
  }
  const fault = faults.find(([state]) => state.test(code))?.[1]
  if (fault === undefined) return undefined
  return new HubError('BAD_REQUEST', `Expected sound rows of "${name}", but got ${fault}. Nothing was taken.`, {
    community,
    table: name,
  })
}
