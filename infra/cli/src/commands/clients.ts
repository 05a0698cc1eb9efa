import { addClient } from '@shequ/issuer/clients/add-client'
import { revokeClient, rotateClient } from '@shequ/issuer/clients/change-client'
import { listClients } from '@shequ/issuer/clients/client'
import { say } from '../run/say.js'
import { findGranted } from './find-granted.js'
import { toRole } from './to-role.js'
import { withIssuerPool } from '../run/with-issuer-pool.js'

export interface ClientOptions {
  readonly role?: string
  readonly division?: string
  readonly org?: string
  readonly app?: string
  readonly scope?: readonly string[]
  readonly redirect?: readonly string[]
  readonly request?: string
  readonly hub?: string
}

/** Adds a client and prints its id and secret, a line each: one that the options describe, or that of a granted request for access. */
export async function addClientOf(name: string | undefined, options: ClientOptions): Promise<void> {
  if (options.request !== undefined) {
    const granted = await findGranted(options.request, options.hub)
    return await withIssuerPool(async (pool) => tell(await addClient(pool, { ...granted, name: name ?? granted.name })))
  }
  if (name === undefined) throw new Error('Expected the name of the tool, or --request with a granted request.')
  const { division, org: organisation, app, scope: scopes, redirect: redirectUris } = options
  const role = toRole(options.role)
  if (role === 'district-app' && app === undefined)
    throw new Error('Expected --app with the name of the district app, but got none.')
  await withIssuerPool(async (pool) => {
    tell(await addClient(pool, { name, role, division, organisation, app, scopes, redirectUris }))
  })
}

/** Prints every client, a line each; where there is none, says so. */
export async function printClients(): Promise<void> {
  const clients = await withIssuerPool(listClients)
  if (clients.length === 0) return say('There is no client yet. `hub client add` adds one.')
  for (const { id, name, role, division, organisation, scopes, revokedAt } of clients) {
    const state = revokedAt === null ? 'active' : `revoked ${revokedAt.toISOString()}`
    process.stdout.write(
      `${[id, role, division ?? organisation ?? '-', scopes.join(' ') || '-', state, name].join('\t')}\n`,
    )
  }
}

/** Gives a client another secret and prints it. */
export async function rotateSecret(id: string, { hours }: { readonly hours: number }): Promise<void> {
  if (!(hours >= 0 && hours <= 168)) throw new Error(`Expected --hours from 0 to 168, but got ${hours}.`)
  await withIssuerPool(async (pool) => tell(await rotateClient(pool, id, hours)))
}

/** Ends a client. */
export async function endClient(id: string): Promise<void> {
  await withIssuerPool((pool) => revokeClient(pool, id))
  say(`The client ${id} is revoked. Its tokens end within five seconds.`)
}

function tell({ id, secret }: { readonly id: string; readonly secret: string }): void {
  process.stdout.write(`client_id ${id}\nclient_secret ${secret}\n`)
  say('The secret is told once. Keep it where only the tool reads it.')
}
