import type { ClientBase } from 'pg'
import type { CodeChange, Divisions } from '../divisions/divisions.js'
import { type NamedUnit, findCodeChanges } from '../divisions/find-code-changes.js'
import { bury } from './bury.js'

/** What the register holds and the list no longer does, with what took its place; and what the list itself declares. */
export async function findChanges(client: ClientBase, divisions: Divisions): Promise<CodeChange[]> {
  const held = await client.query<NamedUnit>(
    `select code, name from community where city_code = $1 and removed_at is null
     union all
     select s.code, s.name from street s join borough b on b.code = s.borough_code where b.city_code = $1 and s.removed_at is null
     union all
     select code, name from borough where city_code = $1 and removed_at is null`,
    [divisions.city.code],
  )
  const listed = [...divisions.boroughs, ...divisions.streets, ...divisions.communities]
  const found = findCodeChanges(held.rows, listed, divisions.changes, divisions.codeList.id)
  const declared = divisions.changes.filter((change) => !found.includes(change))
  return [...found, ...declared]
}

/** Buries the units whose codes are gone and notes what took their place. Returns how many were buried. */
export async function recordChanges(client: ClientBase, changes: readonly CodeChange[]): Promise<number> {
  let changed = 0
  const from = changes.map((change) => change.from)
  for (const table of ['community', 'street', 'borough']) {
    changed += await bury(client, table, 'code', from)
  }
  await client.query(
    `delete from code_change c where exists
       (select from community u where u.code = c.predecessor and u.removed_at is null)`,
  )
  for (const { from, to, list } of changes) {
    await client.query(
      `insert into code_change (predecessor, code_list, successor) values ($1, $2, $3)
       on conflict (predecessor, code_list) do nothing`,
      [from, list, to],
    )
  }
  return changed
}
