import type { Role, Viewer } from '@shequ/schema/viewer'
import { viewerFault } from '@shequ/schema/viewer-fault'
import type { Pool } from 'pg'

/** A tool that gets tokens of the hub's issuer, as the issuer's database has it. */
export interface Client {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly subject: string
  readonly division: string | null
  readonly organisation: string | null
  readonly scopes: string[]
  readonly redirectUris: string[]
  readonly accessRequest: string | null
  readonly createdAt: Date
  /** When it last named itself by its secret, to the minute. */
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

export const clientColumns = `id, name, role, subject, division, organisation, scopes, redirect_uris as "redirectUris",
  access_request as "accessRequest", created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`

/** The client of an id that was not revoked; undefined when there is none. */
export async function findClient(pool: Pool, id: string): Promise<Client | undefined> {
  const { rows } = await pool.query<Client>(
    `select ${clientColumns} from client where id = $1 and revoked_at is null`,
    [id],
  )
  return rows[0]
}

/** Every client, the oldest first. */
export async function listClients(pool: Pool): Promise<readonly Client[]> {
  return (await pool.query<Client>(`select ${clientColumns} from client order by created_at, id`)).rows
}

/** @throws {Error} when a token may not name the viewer. */
export function requireViewer(viewer: Viewer): void {
  const fault = viewerFault(viewer)
  if (fault !== undefined) throw new Error(`Expected somebody whom a token may name, but ${fault}.`)
}
