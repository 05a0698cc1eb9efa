import { nonceHeader, signAnswer, signatureHeader } from '@shequ/process/keys/answer-signature'
import { bearerToken } from '@shequ/process/keys/bearer-token'
import type { SigningKey } from '@shequ/process/keys/signing-key'
import { UnacceptableToken } from '@shequ/process/keys/token-fault'
import type { VerifyToken } from '@shequ/process/keys/viewer-token'
import { whenClientGone } from '@shequ/process/client-gone'
import type { Logger } from '@shequ/process/log'
import { acceptedLanguage } from '@shequ/schema/terms/accepted-language'
import { readTimeLeft, timeLeftHeader } from '@shequ/process/time-left'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { SubgraphRequest } from '@shequ/schema/subgraph-call'
import type { Viewer } from '@shequ/schema/viewer'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { maskError } from '../errors/mask-errors.js'
import type { Subgraph } from '../subgraph.js'
import { readBody } from './read-body.js'

export interface ServeNodeOptions {
  readonly subgraph: Subgraph
  /** The community that the node answers for. */
  readonly community: string
  /** The key that it signs with at the moment. */
  readonly key: () => SigningKey
  /** Verifies who the hub says is asking this node. */
  readonly verifyToken: VerifyToken
  /** The largest request body, in bytes. 1 MiB by default; a larger one gives REQUEST_TOO_LARGE. */
  readonly bodyLimit?: number
  readonly log: Logger
}

/** What a node answers, before it is signed. */
interface Answer {
  readonly status: number
  readonly body: string
}

/**
 * Builds the HTTP server of a community's own node: `/graphql` for the gateways of its hub, and `/health`. Every answer of the
 * graph is signed over question and answer, refusals too, so that a gateway knows whose word it has.
 */
export function serveNode({
  subgraph,
  community,
  key,
  verifyToken,
  bodyLimit = 1024 ** 2,
  log,
}: ServeNodeOptions): FastifyInstance {
  const app = fastify({ bodyLimit, forceCloseConnections: 'idle' })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  app.post('/graphql', async ({ headers, body: request }, reply) => {
    const nonce = headers[nonceHeader]
    const bytes = Buffer.isBuffer(request) ? request : Buffer.alloc(0)
    const asked = {
      language: acceptedLanguage(headers['accept-language']),
      signal: whenClientGone(reply.raw),
      endsAt: readTimeLeft(headers[timeLeftHeader]),
    }
    const { status, body } = await answerTo(headers.authorization, bytes, asked)
    const signed = {
      community,
      request: bytes,
      response: body,
      nonce: typeof nonce === 'string' ? nonce.slice(0, 200) : '',
    }
    void reply.header(signatureHeader, await signAnswer(key(), signed, new Date()))
    return reply.code(status).type('application/json; charset=utf-8').send(body)
  })

  async function answerTo(
    authorization: string | undefined,
    bytes: Buffer,
    asked: Pick<SubgraphRequest, 'language' | 'signal' | 'endsAt'>,
  ): Promise<Answer> {
    try {
      const viewer = await identify(authorization, verifyToken)
      const result = await subgraph.call({ ...readBody(parse(bytes)), viewer, ...asked })
      return { status: 200, body: JSON.stringify(result) }
    } catch (error) {
      return refusal(maskError(error, log))
    }
  }

  app.get('/health/live', () => ({ community, live: true }))
  app.get('/health/ready', async (_request, reply) => {
    try {
      await subgraph.checkHealth()
      return { community, ready: true }
    } catch (error) {
      return reply.code(503).send({ community, ready: false, detail: maskError(error, log).code })
    }
  })
  app.setNotFoundHandler((_request, reply) => {
    const { status, body } = refusal(new HubError('NOT_FOUND', 'Expected POST /graphql, or GET /health/ready.'))
    return reply.code(status).type('application/json').send(body)
  })
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { status, body } = refusal(explain(error, bodyLimit) ?? maskError(error, log))
    return reply.code(status).type('application/json').send(body)
  })
  return app
}

async function identify(authorization: string | undefined, verify: VerifyToken): Promise<Viewer> {
  const token = bearerToken(authorization)
  if (token === undefined) throw unauthenticated('there is none')
  try {
    return (await verify(token)).viewer
  } catch (error) {
    if (error instanceof UnacceptableToken) throw unauthenticated(error.message)
    throw new HubError('TIER_UNAVAILABLE', "The hub's keys, by which its tokens are known, can't be had at the moment.")
  }
}

function unauthenticated(fault: string): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    `Expected a token that the hub signed for this node a moment ago, but ${fault}.`,
  )
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new HubError('BAD_REQUEST', 'Expected the body to be a JSON object with a `query`.')
  }
}

function refusal(error: HubError): Answer {
  const body = JSON.stringify({ errors: [{ message: error.message, extensions: error.extensions }] })
  return { status: error.status, body }
}

function explain(error: FastifyError, bodyLimit: number): HubError | undefined {
  if (error.statusCode === 413)
    return new HubError('REQUEST_TOO_LARGE', `Expected a body of at most ${bodyLimit} bytes, but got more.`)
  if (error.statusCode === 415) return new HubError('BAD_REQUEST', 'Expected the content type application/json.')
  return undefined
}
