import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { whenClientGone } from '@shequ/process/client-gone'
import type { Logger } from '@shequ/process/log'
import { readTimeLeft, timeLeftHeader } from '@shequ/process/time-left'
import type { PublicKeys } from '@shequ/process/keys/signing-key'
import type { VerifyToken } from '@shequ/process/keys/viewer-token'
import { acceptedLanguage } from '@shequ/schema/terms/accepted-language'
import { HubError } from '@shequ/schema/errors/hub-error'
import { maskError } from '../errors/mask-errors.js'
import { type Subgraph, readyAnswer } from '../subgraph.js'
import { readBody } from './read-body.js'
import { identifyViewer } from './identify-viewer.js'

export interface ServeOptions {
  readonly subgraph: Subgraph
  /** Verifies who the gateway says is asking. Without it only anonymous calls are taken. */
  readonly verifyToken?: VerifyToken | undefined
  /** The keys that the server signs its returns with, served at `/.well-known/jwks.json`. None are served by default. */
  readonly publicKeys?: PublicKeys
  /** The largest request body, in bytes. 16 MiB by default, since it holds the keys of every entity asked for. A larger one is refused. */
  readonly bodyLimit?: number
  readonly log: Logger
}

/** Builds the HTTP server of a subgraph: `/graphql`, `/health/live`, `/health/ready`, and its keys. Listening is the caller's. */
export function serveSubgraph({
  subgraph,
  verifyToken,
  publicKeys,
  bodyLimit = 16 * 1024 ** 2,
  log,
}: ServeOptions): FastifyInstance {
  const app = fastify({ bodyLimit, forceCloseConnections: 'idle' })

  app.post('/graphql', async (request, reply) => {
    const viewer = await identifyViewer(request.headers['viewer'], verifyToken)
    const signal = whenClientGone(reply.raw)
    const endsAt = readTimeLeft(request.headers[timeLeftHeader])
    const language = acceptedLanguage(request.headers['accept-language'])
    const result = await subgraph.call({ ...readBody(request.body), viewer, language, signal, endsAt })
    // Bytes go out in half the time that a long string takes.
    return reply.type('application/json; charset=utf-8').send(Buffer.from(JSON.stringify(result)))
  })

  app.get('/health/live', () => ({ tier: subgraph.tier, live: true }))
  app.get('/health/ready', async (_request, reply) => {
    try {
      await subgraph.checkHealth()
      return { tier: subgraph.tier, ...(await readyAnswer(subgraph)) }
    } catch (error) {
      log.warn({ err: error }, 'not ready')
      return reply.code(503).send({ tier: subgraph.tier, ready: false, detail: maskError(error, log).code })
    }
  })

  if (publicKeys !== undefined) app.get('/.well-known/jwks.json', () => publicKeys)

  app.setNotFoundHandler((request, reply) =>
    refuse(
      reply,
      new HubError(
        'NOT_FOUND',
        `Expected /graphql, /health/live or /health/ready, but got ${request.method} ${request.url.split('?', 1)[0]}.`,
      ),
    ),
  )
  app.setErrorHandler((error: FastifyError, _request, reply) =>
    refuse(reply, explain(error, bodyLimit) ?? maskError(error, log)),
  )
  return app
}

function refuse(reply: FastifyReply, error: HubError): FastifyReply {
  return reply.code(error.status).send({ errors: [{ message: error.message, extensions: error.extensions }] })
}

/** What fastify itself refuses, in the words of the error table. */
function explain(error: FastifyError, bodyLimit: number): HubError | undefined {
  if (error.statusCode === 413)
    return new HubError('REQUEST_TOO_LARGE', `Expected a body of at most ${bodyLimit} bytes, but got more.`)
  if (error.statusCode === 415) return new HubError('BAD_REQUEST', 'Expected the content type application/json.')
  if (error.statusCode === 400)
    return new HubError('BAD_REQUEST', 'Expected the body to be a JSON object with a `query`.')
  return undefined
}
