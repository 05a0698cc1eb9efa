import { randomBytes } from 'node:crypto'
import type { Role } from '@shequ/schema/viewer'
import type { Pool } from 'pg'
import { hashSecret, newSecret } from '../database/secret-hash.js'
import { requireViewer } from './client.js'

/** What a client is to be. */
export interface NewClient {
  readonly name: string
  readonly role: Role
  readonly division?: string | null | undefined
  readonly organisation?: string | null | undefined
  /** The name of a district app, by which communities grant it access. */
  readonly app?: string | undefined
  readonly scopes?: readonly string[] | undefined
  /** Where people are sent back to when they signed in; none for a tool that asks for itself. */
  readonly redirectUris?: readonly string[] | undefined
  /** The request for access that led to it: one client for each. */
  readonly accessRequest?: string | undefined
}

/** What is told once. */
export interface ClientSecret {
  readonly id: string
  readonly secret: string
}

/**
 * Adds a client and gives its id and its secret, which is kept as a hash.
 *
 * @throws {Error} when a token may not name whom it stands for, or the request has a client already.
 */
export async function addClient(pool: Pool, client: NewClient): Promise<ClientSecret> {
  const { name, role, division = null, organisation = null, scopes = [], redirectUris = [], accessRequest } = client
  const id = randomBytes(12).toString('hex')
  const subject = client.app ?? division ?? organisation ?? id
  requireViewer({ subject, role, division, organisation, scopes })
  redirectUris.forEach(requireRedirect)
  const secret = newSecret()
  const { rowCount } = await pool.query(
    `insert into client (id, name, role, subject, division, organisation, scopes, redirect_uris, secret_hash, access_request)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (access_request) do nothing`,
    [id, name, role, subject, division, organisation, scopes, redirectUris, hashSecret(secret), accessRequest ?? null],
  )
  if (rowCount === 1) return { id, secret }
  throw new Error(`Expected a request without a client, but ${accessRequest ?? ''} has one. Use \`hub client rotate\`.`)
}

function requireRedirect(address: string): void {
  const { protocol, hostname, hash } = URL.canParse(address)
    ? new URL(address)
    : { protocol: '', hostname: '', hash: '' }
  const isLocal = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
  if ((protocol === 'https:' || isLocal) && hash === '') return
  throw new Error(
    `Expected an https address to send people back to, or http on their own machine, but got "${address}".`,
  )
}
