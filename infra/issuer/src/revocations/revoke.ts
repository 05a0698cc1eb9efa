import { type RevocableKind, revocationName } from '@shequ/process/keys/revocation-name'
import type { Pool } from 'pg'

/** How long an access token is good, in seconds. */
export const tokenLifetime = 600

/** Notes that something has ended, for as long as a token of it could still be good: its lifetime, and five minutes for clocks. */
export async function revoke(pool: Pool, kind: RevocableKind, id: string): Promise<void> {
  await pool.query(
    `insert into revocation (kind, id, until) values ($1, $2, now() + make_interval(secs => $3))
     on conflict (kind, id) do update set until = excluded.until`,
    [kind, id, tokenLifetime + 300],
  )
}

/** What has ended, each by its {@link revocationName}, for gateways. */
export async function readRevocations(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ kind: RevocableKind; id: string }>(
    'select kind, id from revocation where until > now() order by kind, id',
  )
  return rows.map(({ kind, id }) => revocationName(kind, id))
}

/** Removes what has had its time: revocations and what the protocol kept. */
export async function removeExpired(pool: Pool): Promise<void> {
  await pool.query('delete from revocation where until < now()')
  await pool.query('delete from issued where expires_at < now()')
}
