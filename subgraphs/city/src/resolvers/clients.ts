import { HubError } from '@shequ/schema/errors/hub-error'
import type { Viewer } from '@shequ/schema/viewer'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { ClientRegister, RegisteredClient } from '../clients/client-register.js'
import type { MutationResolvers, OrganisationResolvers } from '../generated/resolver-types.js'
import type { Context } from './context.js'

/** For how many hours a secret may stay good beside the one that takes its place. */
const mostHours = 168
const defaultHours = 24

/** The clients of an organisation, for itself and for the office of the city that registered it. */
export const clients: NonNullable<OrganisationResolvers['clients']> = async (
  { creditCode, owner },
  _args,
  { viewer, clientsOf },
) => {
  const isOffice = viewer.role === 'city-office' && viewer.division === owner
  if (!isOffice && !isOf(viewer, creditCode)) throw othersRefused(viewer, creditCode)
  return clientsOf === undefined ? null : [...(await clientsOf.load(creditCode))]
}

export const rotateClientSecret: NonNullable<MutationResolvers['rotateClientSecret']> = async (
  _root,
  { input: { city, organisation, client, hours } },
  context,
) => {
  const stays = requireRange('hours', hours ?? defaultHours, 0, mostHours)
  const register = await registerFor(context, city, organisation)
  const secret = await register.rotate(organisation, client, stays)
  if (secret === undefined) throw noSuchClient(client)
  return { secret, client: await read(register, organisation, client) }
}

export const revokeClient: NonNullable<MutationResolvers['revokeClient']> = async (
  _root,
  { input: { city, organisation, client } },
  context,
) => {
  const register = await registerFor(context, city, organisation)
  if ((await register.revoke(organisation, client)) === undefined) throw noSuchClient(client)
  return await read(register, organisation, client)
}

/**
 * The register, for somebody of the organisation. A program's token is good for minutes: it must not get its thief a secret that lasts.
 *
 * @throws {HubError} FORBIDDEN for everybody else; NOT_FOUND where the city has no such organisation, or the hub no issuer.
 */
async function registerFor(
  { viewer, loaders, clients: register }: Context,
  city: string,
  organisation: string,
): Promise<ClientRegister> {
  if (!isOf(viewer, organisation)) throw othersRefused(viewer, organisation)
  if (viewer.subject === organisation) {
    throw new HubError(
      'FORBIDDEN',
      'Expected somebody of the organisation who signed in, but the token is of a program. Sign in to the console, or ask the hub’s operator.',
    )
  }
  const found = await loaders.organisation.load(organisation)
  if (found?.owner !== city) {
    throw new HubError('NOT_FOUND', `Expected an organisation that ${city} registered, but found no ${organisation}.`, {
      argument: 'input.organisation',
    })
  }
  if (register !== undefined) return register
  throw new HubError('NOT_FOUND', 'Expected clients of the hub’s own issuer, but this hub has no issuer.')
}

function isOf({ role, organisation }: Viewer, creditCode: string): boolean {
  return role === 'ngo' && organisation === creditCode
}

async function read(register: ClientRegister, organisation: string, id: string): Promise<RegisteredClient> {
  const found = (await register.list([organisation])).find((client) => client.id === id)
  if (found === undefined) throw noSuchClient(id)
  return found
}

function othersRefused({ role }: Viewer, organisation: string): HubError {
  const expected = `Expected a token of the organisation ${organisation}`
  return role === 'anonymous'
    ? new HubError('UNAUTHENTICATED', `${expected}, but the request has none.`)
    : new HubError('FORBIDDEN', `${expected}, but the token is another’s.`)
}

function noSuchClient(id: string): HubError {
  return new HubError(
    'NOT_FOUND',
    `Expected a client of the organisation that was not revoked, but found none with the id "${id}". \`organisation { clients }\` lists them.`,
    { argument: 'input.client' },
  )
}
