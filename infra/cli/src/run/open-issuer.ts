import { type Budgets, openBudgets } from '@shequ/gateway/request/rate/budgets'
import { limitAddresses } from '@shequ/gateway/request/rate/limit-addresses'
import type { OwnIssuer } from '@shequ/gateway/request/issuers/own-issuer'
import { clientsOfOrganisations } from '@shequ/issuer/clients/clients-of-organisations'
import type { CountGuesses } from '@shequ/issuer/people/guesses'
import { type TokenKeys, openTokenKeys, tokenKeyFile } from '@shequ/issuer/keys/token-keys'
import { readRevocations } from '@shequ/issuer/revocations/revoke'
import { type Issuer, serveIssuer } from '@shequ/issuer/serve-issuer'
import { openPool } from '@shequ/postgres/open-pool'
import { keepSecret } from '@shequ/postgres/secrets/keep-secret'
import { gatewayAudience } from '@shequ/process/keys/viewer-token'
import type { Logger } from '@shequ/process/log'
import type { FastifyInstance } from 'fastify'
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

/** What an issuer counts together with other processes. */
export interface IssuerShares {
  /** Counts the requests of addresses; it is closed with the issuer. */
  readonly budgets: Budgets
  /** Counts wrong passwords. */
  readonly guesses: CountGuesses | undefined
}

/** Opens the hub's issuer on its database, with the keys of the data folder. */
export async function openIssuer(
  databaseUrl: string,
  settings: IssuerSettings,
  log: Logger,
  shares?: IssuerShares,
): Promise<OpenIssuer> {
  const pool = openPool(databaseUrl, { applicationName: 'shequ-issuer' })
  const keys = await openTokenKeys(tokenKeyFile(settings.DATA_DIR))
  const cookieKey = await keepSecret(settings.DATA_DIR, 'issuer-cookies')
  const { budgets, guesses } = shares ?? { budgets: openBudgets(settings.RATE_REDIS_URL, log), guesses: undefined }
  const meet = limitAddresses(budgets.of('issuer', settings.RATE_ISSUER))
  let issuer: Issuer | undefined
  return {
    own: { url: () => issuer?.url(), keys: keysInProcess(keys), revocations: () => readRevocations(pool) },
    clients: clientsOfOrganisations(pool),
    serve(app) {
      const { ISSUER_URL: url, CONSOLE_URL: consoleUrl } = settings
      const audience = gatewayAudience
      issuer = serveIssuer(app, { pool, keys, cookieKey, audience, url, consoleUrl, meet, guesses, log })
    },
    close() {
      budgets.close()
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
