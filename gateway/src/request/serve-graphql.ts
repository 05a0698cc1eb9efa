import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { whenClientGone } from '@shequ/process/client-gone'
import { acceptedLanguage } from '@shequ/schema/terms/accepted-language'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerOtherMethod } from '../respond/http-error.js'
import { clientOf } from './known/client-of.js'
import type { FindText } from './known/find-text.js'
import { takeText } from './known/take-text.js'
import type { Meter } from './rate/meter.js'
import { leaveOutEmptyParameters } from './empty-parameters.js'
import type { RequestContext } from '../fetch/request-context.js'

/** The servers of the graph: of the whole, and of the part that clients of a role get in its place. */
export interface GraphServers {
  readonly whole: ApolloServer<RequestContext>
  readonly ofContracts: ReadonlyMap<string, ApolloServer<RequestContext>>
}

/** What is done with a request before it is answered. */
export interface RequestStages {
  /** Finds out who asks and pays. */
  readonly meter: Meter
  /** Finds the text of an operation that a request names by an id. */
  readonly findText: FindText
  /** How long an operation may take, in milliseconds. */
  readonly timeout: number
}

/**
 * Serves `/graphql` by the GraphQL over HTTP specification: POST, and GET for queries. Who asks is settled before the
 * body is read, so a bad token costs nothing more.
 */
export function serveGraphql(
  app: FastifyInstance,
  { whole, ofContracts }: GraphServers,
  { meter, findText, timeout }: RequestStages,
): void {
  const viewers = new WeakMap<FastifyRequest, Viewer>()
  const context = async (request: FastifyRequest, reply: FastifyReply) => ({
    viewer: viewers.get(request) ?? anonymous,
    language: acceptedLanguage(request.headers['accept-language']),
    signal: whenClientGone(reply.raw),
    usage: meter.usageOf(request),
    endsAt: performance.now() + timeout,
  })
  const handleWhole = fastifyApolloHandler(whole, { context })
  const handlers = new Map([...ofContracts].map(([role, part]) => [role, fastifyApolloHandler(part, { context })]))
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    onRequest: answerOtherMethod,
    handler: answerOtherMethod,
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request) => {
      viewers.set(request, await meter.meet(request))
    },
    // Who left while the body was read, or before its turn in a long queue of the event loop, costs no parsing.
    preHandler: [
      async (_request, reply) => {
        if (reply.raw.destroyed) reply.hijack()
      },
      leaveOutEmptyParameters,
      async (request) => {
        await takeText(request, clientOf(viewers.get(request) ?? anonymous), findText)
      },
    ],
    // Bytes go out in half the time that a long string takes.
    onSend: async (_request, _reply, payload) => (typeof payload === 'string' ? Buffer.from(payload) : payload),
    handler(request, reply) {
      const handle = handlers.get(viewers.get(request)?.role ?? '') ?? handleWhole
      return handle.call(this, request, reply)
    },
  })
}
