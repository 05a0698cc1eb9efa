import type { ClientBase } from 'pg'

/** Turns the rows of these codes into tombstones. Returns how many were none before. */
export async function bury(client: ClientBase, table: string, key: string, codes: readonly string[]): Promise<number> {
  const buried = await client.query(
    `update ${table} set removed_at = now(), updated_at = now() where ${key} = any($1::text[]) and removed_at is null`,
    [codes],
  )
  return buried.rowCount ?? 0
}
