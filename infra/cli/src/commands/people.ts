import { addPerson, revokePerson } from '@shequ/issuer/people/people'
import { say } from '../run/say.js'
import { withIssuerPool } from '../run/with-issuer-pool.js'
import { toRole } from './to-role.js'

export interface PersonOptions {
  readonly role: string
  readonly division?: string
  readonly org?: string
}

/** Adds a person who signs in, and prints the password. */
export async function addPersonOf(name: string, { role, division, org }: PersonOptions): Promise<void> {
  const person = { name, role: toRole(role), division: division ?? null, organisation: org ?? null }
  const password = await withIssuerPool((pool) => addPerson(pool, person))
  process.stdout.write(`password ${password}\n`)
  say('The password is told once.')
}

/** Ends a person's access. */
export async function endPerson(name: string): Promise<void> {
  await withIssuerPool((pool) => revokePerson(pool, name))
  say(`${name} may not sign in any longer. Their tokens end within five seconds.`)
}
