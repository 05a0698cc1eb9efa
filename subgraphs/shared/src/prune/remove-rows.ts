import type { Pruning } from './prune.js'

/** For how many days an idempotency key is remembered: a retry after that is a new write. */
export const idempotencyDays = 30

/**
 * Removes a table's rows for which a condition holds.
 *
 * @param condition SQL over the table's columns
 */
export function removeRows(table: string, condition: string): Pruning {
  return {
    table,
    removeBatch: async (sql, most) => {
      const removed = await sql(
        `delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit $1 for update skip locked)) returning 1`,
        most,
      )
      return removed.length
    },
  }
}

/** Removes idempotency keys that no retry comes back to. */
export const oldIdempotencyKeys: Pruning = removeRows(
  'idempotency_key',
  `created_at < now() - interval '${idempotencyDays} days'`,
)
