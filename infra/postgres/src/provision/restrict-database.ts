import type { ClientBase } from 'pg'
import type { TierNames } from './tier-names.js'

/** Lets a database's owner and its run-time role connect to it, and nobody else but superusers. */
export async function restrictDatabase(client: ClientBase, names: TierNames): Promise<void> {
  const database = client.escapeIdentifier(names.database)
  await client.query(`revoke all on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${client.escapeIdentifier(names.runtime)}`)
  await client.query(`alter database ${database} set timezone to 'UTC'`)
}
