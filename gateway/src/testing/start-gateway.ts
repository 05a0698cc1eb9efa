import { type SigningKey, createSigningKey } from '@shequ/process/keys/signing-key'
import { type TokenTerms, gatewayAudience, localIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import type { Tier } from '@shequ/schema/tiers'
import type { Viewer } from '@shequ/schema/viewer'
import { gatewayEnvironment } from '../config.js'
import { inProcessSource } from '../fetch/in-process-source.js'
import type { SourceFactory, TierSource } from '../fetch/tier-source.js'
import { listen } from '../listen.js'
import type { OwnIssuer } from '../request/issuers/own-issuer.js'
import type { IssuerSettings } from '../request/issuers/read-issuers.js'
import { type Gateway, buildGateway } from '../server.js'
import type { SharedState } from '../workers/shared-state.js'
import { withoutRates } from './without-limits.js'
import { smallSupergraph, smallTierCall } from './small-tiers.js'

/** A gateway over the small tiers, with what a test needs to ask it. */
export interface TestGateway extends Gateway {
  readonly signingKey: SigningKey
  readonly issuerKey: SigningKey
  /** Signs a token as `hub token` does; `terms` and `key` make a wrong one. */
  token(viewer: Partial<Viewer>, terms?: Partial<TokenTerms>, key?: SigningKey): Promise<string>
  readonly url: string
  /** Posts a query. */
  ask(query: string, options?: AskOptions): Promise<TestAnswer>
}

/** What else a request carries. */
export interface AskOptions {
  readonly variables?: Record<string, unknown>
  readonly token?: string
  readonly headers?: Record<string, string>
}

/** What a client gets. */
export interface TestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: {
    data?: unknown
    errors?: { message: string; path?: (string | number)[]; extensions: { code: string } & Record<string, unknown> }[]
    extensions?: unknown
  }
}

/** How the gateway differs from one over the small tiers in process. */
export interface TestParts {
  readonly environment?: Record<string, string>
  readonly supergraphSdl?: string
  readonly contracts?: ReadonlyMap<string, string>
  readonly sources?: SourceFactory
  readonly name?: string
  readonly state?: SharedState
  readonly issuers?: readonly IssuerSettings[]
  readonly ownIssuer?: OwnIssuer
  /** The folder of what clients asked lately. */
  readonly recentOperations?: string
  /** Takes the place of some tiers' sources. */
  readonly replace?: Partial<Record<Tier, TierSource>>
}

/** Starts a gateway on a free port; `app.close()` ends it. */
export async function startGateway(parts: TestParts = {}): Promise<TestGateway> {
  const log = createLog('test', 'silent')
  const [signingKey, issuerKey] = await Promise.all([createSigningKey(), createSigningKey()])
  const config = readEnvironment(gatewayEnvironment, { ...withoutRates, ...parts.environment })
  const inProcess: SourceFactory = ({ name }) =>
    parts.replace?.[name as Tier] ??
    inProcessSource({
      name,
      call: smallTierCall(name as Tier),
      health: async () => ({ ready: true }),
      timeout: config.TIER_TIMEOUT_MS,
      responseLimit: config.TIER_RESPONSE_LIMIT,
      log,
    })
  const gateway = await buildGateway({
    config,
    supergraphSdl: parts.supergraphSdl ?? smallSupergraph(),
    sources: parts.sources ?? inProcess,
    ...(parts.contracts !== undefined && { contracts: parts.contracts }),
    ...(parts.name !== undefined && { name: parts.name }),
    state: parts.state,
    issuer: { issuer: localIssuer, keys: { keys: [issuerKey.publicJwk] } },
    ...(parts.issuers && { issuers: parts.issuers }),
    ...(parts.ownIssuer && { ownIssuer: parts.ownIssuer }),
    ...(parts.recentOperations !== undefined && { recentOperations: parts.recentOperations }),
    publicKeys: { keys: [signingKey.publicJwk] },
    log,
  })
  const { url } = await listen(gateway.app, '127.0.0.1', 0)
  return {
    ...gateway,
    url,
    signingKey,
    issuerKey,
    token: (viewer, terms = {}, key = issuerKey) =>
      mintViewerToken(
        key,
        { subject: 'test', role: 'planner', division: null, organisation: null, scopes: [], ...viewer },
        { issuer: localIssuer, audience: gatewayAudience, lifetime: 60, ...terms },
      ),
    async ask(query, { variables, token, headers } = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, ...(variables === undefined ? {} : { variables }) }),
      })
      return await readAnswer(response)
    },
  }
}

/** Reads a GraphQL response whatever its status. */
export async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: JSON.parse(text) as TestAnswer['body'],
  }
}
