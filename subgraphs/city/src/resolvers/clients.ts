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
 * The register, for somebody of the organisation who signed in to the console. Another token is good for minutes: it must not get its
 * thief, or the app that holds it, a secret that lasts.
 *
 * @throws {HubError} FORBIDDEN for everybody else; NOT_FOUND where the city has no such organisation, or the hub no issuer.
 */
async function registerFor(
  { viewer, loaders, clients: register }: Context,
  city: string,
  organisation: string,
): Promise<ClientRegister> {
  if (!isOf(viewer, organisation)) throw othersRefused(viewer, organisation)
  if (viewer.isAtConsole !== true) {
    throw new HubError('FORBIDDEN', {
      en: 'Expected somebody of the organisation who signed in to the console, but the token is of a program or of another app. Sign in to the console, or ask the hub’s operator.',
      zh: '应由该组织的人员登录控制台后执行，而令牌属于程序或其他应用。请登录控制台，或联系平台运维人员。',
    })
  }
  const found = await loaders.organisation.load(organisation)
  if (found?.owner !== city) {
    throw new HubError(
      'NOT_FOUND',
      {
        en: `Expected an organisation that ${city} registered, but found no ${organisation}.`,
        zh: `应为 ${city} 登记的组织，而没有找到 ${organisation}。`,
      },
      { argument: 'input.organisation' },
    )
  }
  if (register !== undefined) return register
  throw new HubError('NOT_FOUND', {
    en: 'Expected clients of the hub’s own issuer, but this hub has no issuer. Ask the issuer that gave you your tokens.',
    zh: '应为平台自身签发方的客户端，而本平台没有签发方。请联系为您签发令牌的一方。',
  })
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
  if (role === 'anonymous') {
    return new HubError('UNAUTHENTICATED', {
      en: `Expected a token of the organisation ${organisation}, but the request has none.`,
      zh: `应有组织 ${organisation} 的令牌，而请求中没有令牌。`,
    })
  }
  return new HubError('FORBIDDEN', {
    en: `Expected a token of the organisation ${organisation}, but the token is another’s.`,
    zh: `应有组织 ${organisation} 的令牌，而令牌不属于该组织。`,
  })
}

function noSuchClient(id: string): HubError {
  return new HubError(
    'NOT_FOUND',
    {
      en: `Expected a client of the organisation that was not revoked, but found none with the id "${id}". \`organisation { clients }\` lists them.`,
      zh: `应为该组织未被撤销的客户端，而没有编号为 "${id}" 的客户端。可用 \`organisation { clients }\` 查询。`,
    },
    { argument: 'input.client' },
  )
}
