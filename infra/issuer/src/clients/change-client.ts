import type { Pool } from 'pg'
import { hashSecret, isSecretOf, newSecret } from '../database/secret-hash.js'
import { revoke } from '../revocations/revoke.js'
import type { ClientSecret } from './add-client.js'

/**
 * Gives a client another secret. The one before is good for some hours more, so that the tool's operator can change it in peace.
 *
 * @throws {Error} when there is no such client, or it was revoked.
 */
export async function rotateClient(pool: Pool, id: string, hours: number): Promise<ClientSecret> {
  const secret = newSecret()
  const { rowCount } = await pool.query(
    `update client set earlier_hash = secret_hash, earlier_until = now() + make_interval(secs => $3 * 3600.0), secret_hash = $2
     where id = $1 and revoked_at is null`,
    [id, hashSecret(secret), hours],
  )
  if (rowCount !== 1) throw noSuchClient(id)
  return { id, secret }
}

/** Ends a client: it gets no token from now on, and no gateway takes those that it has. @throws {Error} when there is none. */
export async function revokeClient(pool: Pool, id: string): Promise<void> {
  const { rowCount } = await pool.query(
    'update client set revoked_at = now(), secret_hash = null, earlier_hash = null where id = $1 and revoked_at is null',
    [id],
  )
  if (rowCount !== 1) throw noSuchClient(id)
  await revoke(pool, 'client', id)
}

/** Whether the secret is the client's, or the one before while that is good. */
export async function isSecretOfClient(pool: Pool, id: string, secret: string): Promise<boolean> {
  const { rows } = await pool.query<{ hash: string | null; earlier: string | null }>(
    `select secret_hash as hash, case when earlier_until > now() then earlier_hash end as earlier
     from client where id = $1 and revoked_at is null`,
    [id],
  )
  const [known] = rows
  if (isSecretOf(secret, known?.hash)) return true
  return known?.earlier != null && isSecretOf(secret, known.earlier)
}

function noSuchClient(id: string): Error {
  return new Error(`Expected the id of a client that was not revoked, but got "${id}". \`hub client list\` has them.`)
}
