import type { Role } from '@shequ/schema/viewer'
import type { Pool } from 'pg'
import { requireViewer } from '../clients/client.js'
import { hashSecret, isSecretOf, newSecret } from '../database/secret-hash.js'
import { revoke } from '../revocations/revoke.js'

/** Somebody who signs in for an office or an organisation. */
export interface Person {
  readonly name: string
  readonly role: Role
  readonly division: string | null
  readonly organisation: string | null
}

/**
 * Adds a person and gives the password, which is kept as a hash.
 *
 * @throws {Error} when a token may not name the person, or the name is taken.
 */
export async function addPerson(pool: Pool, { name, role, division, organisation }: Person): Promise<string> {
  if (!/^[\p{L}\p{N}._-]{2,64}$/u.test(name))
    throw new Error(`Expected a name of 2 to 64 letters, digits, dots, hyphens and underscores, but got "${name}".`)
  requireViewer({ subject: name, role, division, organisation, scopes: [] })
  const password = newSecret()
  const { rowCount } = await pool.query(
    `insert into person (name, role, division, organisation, password_hash) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [name, role, division, organisation, hashSecret(password)],
  )
  if (rowCount === 1) return password
  throw new Error(`Expected a name that is free, but "${name}" is taken.`)
}

/** Ends a person's access: no sign-in from now on, and no gateway takes their tokens. @throws {Error} when there is none. */
export async function revokePerson(pool: Pool, name: string): Promise<void> {
  const { rowCount } = await pool.query('update person set revoked_at = now() where name = $1 and revoked_at is null', [
    name,
  ])
  if (rowCount !== 1) throw new Error(`Expected the name of a person who may sign in, but got "${name}".`)
  await revoke(pool, 'person', name)
}

/** The person of a name, who may sign in; undefined when there is none. */
export async function findPerson(pool: Pool, name: string): Promise<Person | undefined> {
  const { rows } = await pool.query<Person>(
    'select name, role, division, organisation from person where name = $1 and revoked_at is null',
    [name],
  )
  return rows[0]
}

/** Whether a password is that of the person of a name, who may sign in. */
export async function isPasswordOf(pool: Pool, name: string, password: string): Promise<boolean> {
  const { rows } = await pool.query<{ hash: string }>(
    'select password_hash as hash from person where name = $1 and revoked_at is null',
    [name],
  )
  return isSecretOf(password, rows[0]?.hash)
}
