import { limitAddresses } from '@shequ/gateway/request/rate/limit-addresses'
import type { OwnIssuer } from '@shequ/gateway/request/issuers/own-issuer'
import { clientsOfOrganisations } from '@shequ/issuer/clients/clients-of-organisations'
import { type TokenKeys, openTokenKeys, tokenKeyFile } from '@shequ/issuer/keys/token-keys'
import { readRevocations } from '@shequ/issuer/revocations/revoke'
import { type Issuer, serveIssuer } from '@shequ/issuer/serve-issuer'
import { openPool } from '@shequ/postgres/open-pool'
import { keepSecret } from '@shequ/postgres/secrets/keep-secret'
import { gatewayAudience } from '@shequ/process/keys/viewer-token'
import type { Logger } from '@shequ/process/log'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createLocalJWKSet } from 'jose'

/** The hub's issuer on its database, before it is served. */
export interface OpenIssuer {
  /** What a gateway in the same process takes its tokens by. */
  readonly own: OwnIssuer
  /** What the city tier shows organisations of their clients. */
  readonly clients: ReturnType<typeof clientsOfOrganisations>
  /** Serves it on a server, whose address is its own unless one is configured. */
  serve(app: FastifyInstance): void
  close(): Promise<void>
}

export interface IssuerSettings {
  readonly DATA_DIR: string
  readonly ISSUER_URL?: string | undefined
  readonly CONSOLE_URL?: string | undefined
  readonly RATE_ISSUER: number
  readonly RATE_REDIS_URL?: string | undefined
}

/** Opens the hub's issuer on its database, with the keys of the data folder. */
export async function openIssuer(databaseUrl: string, settings: IssuerSettings, log: Logger): Promise<OpenIssuer> {
  const pool = openPool(databaseUrl, { applicationName: 'shequ-issuer' })
  const keys = await openTokenKeys(tokenKeyFile(settings.DATA_DIR))
  const cookieKey = await keepSecret(settings.DATA_DIR, 'issuer-cookies')
  const limit = limitAddresses('issuer', settings.RATE_ISSUER, settings.RATE_REDIS_URL, log)
  let issuer: Issuer | undefined
  return {
    own: { url: () => issuer?.url(), keys: keysInProcess(keys), revocations: () => readRevocations(pool) },
    clients: clientsOfOrganisations(pool),
    serve(app) {
      const { ISSUER_URL: url, CONSOLE_URL: consoleUrl } = settings
      const meet = (request: FastifyRequest) => limit.meet(request)
      issuer = serveIssuer(app, { pool, keys, cookieKey, audience: gatewayAudience, url, consoleUrl, meet, log })
    },
    close() {
      limit.close()
      return pool.end()
    },
  }
}

/** The public keys of this moment, without asking for them over HTTP. */
function keysInProcess(keys: TokenKeys): OwnIssuer['keys'] {
  const sets = new WeakMap<object, ReturnType<typeof createLocalJWKSet>>()
  return async (header, token) => {
    const present = await keys.now()
    const set =
      sets.get(present) ??
      createLocalJWKSet({
        keys: present.map(({ kty, crv, x, kid, alg, use }) => ({ kty, crv, x, kid, alg, use }) as never),
      })
    sets.set(present, set)
    return await set(header, token)
  }
}
