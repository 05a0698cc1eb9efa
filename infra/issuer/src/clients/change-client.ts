import type { Pool } from 'pg'
import { hashSecret, isSecretOf, newSecret } from '../database/secret-hash.js'
import { revoke } from '../revocations/revoke.js'
import type { ClientSecret } from './add-client.js'

/**
 * Gives a client another secret. The one before is good for some hours more, so that the tool's operator can change it in peace.
 *
 * @param organisation whose client it has to be; null for whosever it is
 * @throws {NoSuchClient} when there is no such client, or it was revoked.
 */
export async function rotateClient(
  pool: Pool,
  id: string,
  hours: number,
  organisation: string | null = null,
): Promise<ClientSecret> {
  const secret = newSecret()
  const { rowCount } = await pool.query(
    `update client set earlier_hash = secret_hash, earlier_until = now() + make_interval(secs => $3 * 3600.0), secret_hash = $2
     where id = $1 and revoked_at is null and ($4::text is null or organisation = $4)`,
    [id, hashSecret(secret), hours, organisation],
  )
  if (rowCount !== 1) throw new NoSuchClient(id)
  return { id, secret }
}

/**
 * Ends a client: it gets no token from now on, and no gateway takes those that it has.
 *
 * @param organisation whose client it has to be; null for whosever it is
 * @throws {NoSuchClient} when there is no such client, or it was revoked before.
 */
export async function revokeClient(pool: Pool, id: string, organisation: string | null = null): Promise<void> {
  const { rowCount } = await pool.query(
    `update client set revoked_at = now(), secret_hash = null, earlier_hash = null, earlier_until = null
     where id = $1 and revoked_at is null and ($2::text is null or organisation = $2)`,
    [id, organisation],
  )
  if (rowCount !== 1) throw new NoSuchClient(id)
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

/** Notes that a client has named itself by its secret now: to the minute, so that one that asks again and again costs no write each time. */
export async function noteUse(pool: Pool, id: string): Promise<void> {
  await pool.query(
    `update client set last_used_at = date_trunc('minute', now())
     where id = $1 and (last_used_at is null or last_used_at < date_trunc('minute', now()))`,
    [id],
  )
}

/** There is no client of an id, or it was revoked, or it is of somebody else. */
export class NoSuchClient extends Error {
  constructor(id: string) {
    super(`Expected the id of a client that was not revoked, but got "${id}". \`hub client list\` has them.`)
    this.name = 'NoSuchClient'
  }
}
