import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { openIssuer } from '@shequ/cli/run/open-issuer'
import { listen } from '@shequ/gateway/listen'
import type { OwnIssuer } from '@shequ/gateway/request/issuers/own-issuer'
import { tokenKeyFile } from '@shequ/issuer/keys/token-keys'
import { openPool } from '@shequ/postgres/open-pool'
import { type TestDatabase, createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import { createLog } from '@shequ/process/log'
import Fastify from 'fastify'
import type { Pool } from 'pg'

/** The hub's issuer as a service of its own, on a database and a port of a test's own. */
export interface TestIssuer {
  readonly url: string
  readonly database: TestDatabase
  /** Under the run-time role. */
  readonly pool: Pool
  readonly keyFile: string
  /** What a gateway in this process takes its tokens by. */
  readonly own: OwnIssuer
  /** The answer of its token endpoint. */
  ask(client: { readonly id: string; readonly secret: string }, scope?: string): Promise<TokenAnswer>
  close(): Promise<void>
}

export interface TokenAnswer {
  readonly status: number
  readonly token: string
  readonly error: string | undefined
}

/** Starts what `hub issuer start` starts; `rate` is how many requests a minute an address may send, 0 for any number. */
export async function startIssuer({ rate = 0 } = {}): Promise<TestIssuer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shequ-issuer-'))
  const database = await createTestDatabase({ tier: 'issuer', migrations: migrationsOf('issuer') })
  const issuer = await openIssuer(database.url, { DATA_DIR: dataDir, RATE_ISSUER: rate }, createLog('test', 'silent'))
  const app = Fastify()
  issuer.serve(app)
  const { close } = await listen(app, '127.0.0.1', 0)
  const url = issuer.own.url() ?? ''
  const pool = openPool(database.url)
  return {
    url,
    database,
    pool,
    keyFile: tokenKeyFile(dataDir),
    own: issuer.own,
    ask: (client, scope) => askForToken(url, client, scope),
    async close() {
      await close()
      await issuer.close()
      await pool.end()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Asks an issuer for a token by client credentials. */
export async function askForToken(
  issuer: string,
  { id, secret }: { readonly id: string; readonly secret: string },
  scope?: string,
): Promise<TokenAnswer> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope !== undefined && { scope }) }),
  })
  const { access_token: token = '', error } = (await response.json()) as { access_token?: string; error?: string }
  return { status: response.status, token, error }
}
