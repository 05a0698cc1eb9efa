import { consoleClientId } from '@shequ/process/keys/console-client'
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Pool } from 'pg'
import { type Client, findClient } from '../clients/client.js'
import { isSecretOfClient, noteUse } from '../clients/change-client.js'
import type { SigningKeys } from '../keys/token-keys.js'
import { findPerson } from '../people/people.js'
import { tokenLifetime } from '../revocations/revoke.js'
import { consoleClient } from './console-client.js'
import { loadProvider } from './load-provider.js'
import { storedAdapter } from './stored-adapter.js'

/** What the issuer's tokens are good for: the hub's graph. */
export const graphResource = 'urn:shequ-hub:graph'

/** How long people stay signed in, in seconds. */
const workingDay = 8 * 3600

/** What an issuer is made of. */
export interface ProviderParts {
  readonly issuer: string
  readonly pool: Pool
  readonly keys: SigningKeys
  /** The addresses of the console, to which people sign in. */
  readonly consoleUrls: readonly string[]
  /** Signs the cookies of people who sign in. */
  readonly cookieKey: string
  /** The audience of its tokens. */
  readonly audience: string
}

/**
 * Makes the OpenID provider: client credentials for tools, the authorisation code with PKCE for people. An access token is a JWT
 * (RFC 9068) of ten minutes that names a viewer.
 */
export async function openProvider({
  issuer,
  pool,
  keys,
  consoleUrls,
  cookieKey,
  audience,
}: ProviderParts): Promise<Provider> {
  const { Provider } = await loadProvider()
  const configuration: Configuration = {
    adapter: storedAdapter(pool),
    clients: [consoleClient(consoleUrls)],
    jwks: { keys: keys.map((key) => ({ ...key })) },
    cookies: { keys: [cookieKey], long: { signed: true, httpOnly: true, sameSite: 'lax' } },
    clientDefaults: { id_token_signed_response_alg: 'EdDSA' },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    issueRefreshToken: async (_context, { clientId }) => clientId === consoleClientId,
    clientBasedCORS: (_context, origin, { clientId }) =>
      clientId === consoleClientId && consoleUrls.some((url) => new URL(url).origin === origin),
    scopes: ['openid'],
    responseTypes: ['code'],
    claims: { openid: ['sub'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => graphResource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenTTL: tokenLifetime,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'EdDSA' } },
        }),
      },
    },
    interactions: { url: (_context, { uid }) => `${new URL(issuer).pathname.replace(/\/$/, '')}/sign-in/${uid}` },
    discovery: { revocation_endpoint: `${issuer}/revocation` },
    ttl: {
      AccessToken: tokenLifetime,
      ClientCredentials: tokenLifetime,
      AuthorizationCode: 60,
      IdToken: tokenLifetime,
      Interaction: 600,
      Session: workingDay,
      Grant: workingDay,
      RefreshToken: workingDay,
    },
    findAccount: async (_context, name) => {
      const person = await findPerson(pool, name)
      return person && { accountId: name, claims: () => ({ sub: name }) }
    },
    loadExistingGrant: grantWhatIsAsked,
    extraTokenClaims: async (context, token) => {
      const isConsole = token.clientId === consoleClientId
      const client = isConsole ? undefined : await findClient(pool, token.clientId ?? '')
      const person = token.kind === 'AccessToken' ? await findPerson(pool, token.accountId) : undefined
      const viewer = token.kind === 'AccessToken' ? person && { ...person, subject: person.name } : client
      const scopes = isConsole ? [] : client && grantedScopes(client, context)
      if (scopes === undefined || viewer === undefined)
        throw new Error('Expected whom the token names to be there still.')
      const { subject, role, division, organisation } = viewer
      return { subject, role, division, organisation, scopes: [...scopes] }
    },
    renderError: (context, { error, error_description: description }) => {
      context.type = 'text/plain'
      context.body = `${error}: ${description ?? ''}\n`
    },
  }
  const provider = new Provider(issuer, configuration)
  provider.proxy = true
  provider.Client.prototype.compareClientSecret = async function compare(
    this: { readonly clientId: string },
    secret: string,
  ) {
    const isGood = await isSecretOfClient(pool, this.clientId, secret)
    if (isGood) await noteUse(pool, this.clientId)
    return isGood
  }
  return provider
}

/** The scopes of the token: those of the client, or those of them that it asked for. */
function grantedScopes(client: Client, context: KoaContextWithOIDC): readonly string[] {
  const asked = context.oidc.params?.['scope']
  const wanted = typeof asked === 'string' ? asked.split(' ').filter((scope) => scope !== 'openid' && scope !== '') : []
  return wanted.length === 0 ? client.scopes : client.scopes.filter((scope) => wanted.includes(scope))
}

/** Clients are added by the hub's operator: whoever signs in to one has agreed on the page that names it. */
async function grantWhatIsAsked(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const known = session.grantIdFor(client.clientId)
  const grant =
    (known === undefined ? undefined : await provider.Grant.find(known)) ??
    new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
}
