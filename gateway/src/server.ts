import cors from '@fastify/cors'
import type { PublicKeys } from '@shequ/process/keys/signing-key'
import type { TrustedIssuer } from '@shequ/process/keys/viewer-token'
import { anonymous } from '@shequ/schema/viewer'
import type { Logger } from '@shequ/process/log'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { GatewayConfig } from './config.js'
import { askAs } from './export/ask-as.js'
import type { AskGraph } from './export/read-pages.js'
import { serveExport, shareOfTurns } from './export/serve-export.js'
import type { SourceFactory } from './fetch/tier-source.js'
import { pageOperations } from './pages/page-operations.js'
import { type StartPage, servePages } from './pages/serve-pages.js'
import { createApolloServer } from './apollo-server.js'
import { asUnusable } from './plan/supergraph-text/unusable-supergraph.js'
import { createSupergraph } from './plan/supergraph.js'
import { createAuthenticate } from './request/authenticate.js'
import { openVerifiers } from './request/issuers/open-verifiers.js'
import type { OwnIssuer } from './request/issuers/own-issuer.js'
import type { IssuerSettings } from './request/issuers/read-issuers.js'
import { verifyByIssuer } from './request/issuers/verify-by-issuer.js'
import { createFindText } from './request/known/find-text.js'
import { readKnownOperations } from './request/known/known-operations.js'
import { createMeter } from './request/rate/meter.js'
import { tellRates } from './request/rate/tell-rates.js'
import { keepRecent } from './request/recent/keep-recent.js'
import { refuseLoops } from './request/refuse-loops.js'
import { serveGraphql } from './request/serve-graphql.js'
import { answerOptions } from './respond/answer-options.js'
import type { Faults } from './respond/faults.js'
import { answerClientError } from './respond/client-error.js'
import { compressAnswers } from './respond/compress-answers.js'
import { answerNotFound, createHttpErrorHandler } from './respond/http-error.js'
import { serveHealth } from './respond/serve-health.js'
import { tagPublicAnswers } from './respond/tag-public-answers.js'
import { tellErrors } from './respond/tell-errors.js'
import { type SharedState, stateOfOne } from './workers/shared-state.js'

/** How long requests under way may take when the gateway closes, in milliseconds. */
const closingGrace = 5_000

/** How long the start page waits for what the hub says of itself, in milliseconds. */
const pageQuestion = 1_000

/** What a gateway is made of. */
export interface GatewayParts {
  readonly config: GatewayConfig
  readonly supergraphSdl: string
  /** What the clients of some roles are shown in the place of the whole, as SDL by the role. */
  readonly contracts?: ReadonlyMap<string, string>
  /** The name under which it asks communities' own nodes, by which it knows a question that comes back to it. */
  readonly name?: string
  /** What it has in common with other processes that serve it. By default it serves alone. */
  readonly state?: SharedState | undefined
  /** Gives the source of each subgraph that the supergraph names. */
  readonly sources: SourceFactory
  /** Whose tokens are accepted from clients: the key of one's own machine. */
  readonly issuer: TrustedIssuer
  /** The OpenID Connect issuers whose tokens are accepted beside it. */
  readonly issuers?: readonly IssuerSettings[]
  /** The issuer that comes with the hub, where there is one. */
  readonly ownIssuer?: OwnIssuer
  /** The keys with which the gateway's own tokens are verified, served at `/.well-known/jwks.json`. */
  readonly publicKeys: PublicKeys
  /** The folder where it keeps the operations that clients asked lately. Without it, none are kept. */
  readonly recentOperations?: string
  /** The page at `/`. Default: the hub's own, which comes with its exports. */
  readonly startPage?: StartPage
  /** Where errors that nobody expected are noted for operators; they stand in the log alone by default. */
  readonly faults?: Faults
  readonly log: Logger
}

/** A gateway that is ready to listen. */
export interface Gateway {
  readonly app: FastifyInstance
  /** Serves another supergraph from the next request on. @throws {UnusableSupergraph} and goes on with the one before. */
  updateSupergraph(sdl: string): void
}

/**
 * Builds a gateway; `listen` opens its port. The stages a request passes, in their order: who asks and how much
 * (request), the plan of which tier answers what (plan), the tiers' answers (fetch), and what the client sees (respond).
 *
 * @throws {UnusableSupergraph} when the supergraph can't be served.
 */
export async function buildGateway(parts: GatewayParts): Promise<Gateway> {
  const { config, log, startPage = 'hub', faults, state = stateOfOne(parts.config, parts.log) } = parts
  // Where it listens is told by whoever started it; what else fastify has to say at this level is noise.
  const loggerInstance: FastifyBaseLogger = log.child({}, { level: log.level === 'info' ? 'warn' : log.level })
  const answerError = createHttpErrorHandler(log, config.BODY_LIMIT, faults)
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.BODY_LIMIT,
    trustProxy: config.TRUSTED_PROXIES.length > 0 && [...config.TRUSTED_PROXIES],
    // A request whose body dribbles is ended in time: the server looks once a second.
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    http: { connectionsCheckingInterval: 1_000, headersTimeout: config.REQUEST_TIMEOUT_MS },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerError,
  })
  // GraphQL over HTTP is JSON; what a form of a foreign page can send is not.
  app.removeContentTypeParser('text/plain')
  app.setNotFoundHandler(answerNotFound)
  app.setErrorHandler(answerError)
  const hasCors = config.CORS_ORIGINS.length > 0
  answerOptions(app, hasCors)
  if (hasCors) await app.register(cors, corsOptions(config.CORS_ORIGINS))
  tellErrors(app)
  // What is tagged is the content in its language, however it is compressed afterwards.
  tagPublicAnswers(app)
  await compressAnswers(app)

  // request
  if (parts.name !== undefined) refuseLoops(app, parts.name)
  const { issuer, ...others } = parts
  const tokens = openVerifiers(config.LOCAL_TOKENS ? { issuer, ...others } : others)
  const authenticate = createAuthenticate(verifyByIssuer(tokens.find))
  const known = readKnownOperations(config.KNOWN_OPERATIONS, startPage === 'hub' ? await pageOperations() : new Set())
  const meter = createMeter(config, authenticate, state.budgets)
  tellRates(app, meter)
  // plan, which asks the sources of fetch
  const supergraph = createSupergraph(parts.supergraphSdl, parts.sources, log, parts.contracts)
  const { recentOperations: folder } = parts
  const days = config.RECENT_OPERATIONS_DAYS
  const recent =
    folder !== undefined && days > 0 ? keepRecent(app, { folder, days, worker: state.place.number }, log) : undefined
  const shared = { entrance: state.entrance, recent, faults }
  const apollo = createApolloServer(supergraph, shared, config, log)
  const ofContracts = new Map(
    [...supergraph.contracts].map(([role, gateway]) => [
      role,
      createApolloServer({ ...supergraph, gateway }, shared, config, log),
    ]),
  )
  const servers = [apollo, ...ofContracts.values()]
  await Promise.all(servers.map((server) => server.start())).catch((error: unknown) => {
    throw asUnusable(error)
  })
  // respond
  const stages = { meter, findText: createFindText(known, state.texts), timeout: config.OPERATION_TIMEOUT_MS }
  serveGraphql(app, { whole: apollo, ofContracts }, stages)
  if (startPage === 'hub') serveExport(app, apollo, { meter, known }, shareOfTurns(state.place))
  serveHealth(app, () => supergraph.sources())
  const ask: AskGraph = (query, variables) =>
    askAs({ viewer: anonymous, signal: AbortSignal.timeout(pageQuestion) }, apollo)(query, variables)
  const signIn = {
    issuer: () => config.CONSOLE_ISSUER ?? parts.ownIssuer?.url(),
    client: config.CONSOLE_CLIENT,
    scopes: config.CONSOLE_SCOPES,
  }
  await servePages(app, { supergraph, publicKeys: parts.publicKeys, startPage, signIn, meter, ask })

  app.addHook('preClose', async () => {
    // A client that neither reads on nor leaves must not keep the process from ending.
    setTimeout(() => app.server.closeAllConnections(), closingGrace).unref()
  })
  app.addHook('onClose', async () => {
    tokens.stop()
    await Promise.all(servers.map((server) => server.stop()))
    await supergraph.close()
    state.budgets.close()
  })
  return { app, updateSupergraph: (sdl) => supergraph.update(sdl) }
}

/** Callers are known by the `Authorization` header, never by a cookie, so no origin may send credentials. */
function corsOptions(origins: readonly string[]) {
  return {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST'],
    // `OPTIONS` outside of a browser is no preflight, and no fault.
    strictPreflight: false,
    allowedHeaders: ['authorization', 'content-type'],
    exposedHeaders: ['ratelimit', 'ratelimit-policy', 'retry-after'],
    maxAge: 86_400,
  }
}
