import type { Logger } from '@shequ/process/log'
import { type ErrorCode, errorTable } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import { acceptedLanguage } from '@shequ/schema/terms/accepted-language'
import type { Language } from '@shequ/schema/terms/term'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLFormattedError } from 'graphql'
import type { Faults } from './faults.js'
import { internalError } from './mask-error.js'

interface Refusal {
  readonly status: number
  readonly error: GraphQLFormattedError
}

/** What a refusal is made with. */
interface RefusalParts {
  readonly log: Logger
  readonly bodyLimit: number
  readonly faults: Faults | undefined
  readonly language: Language
}

/** Faults that the HTTP server finds before GraphQL sees the request, and what the client is told of them. */
const httpFaults: Readonly<Record<string, { code: ErrorCode; status?: number; message: (limit: number) => string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'REQUEST_TOO_LARGE',
    message: (limit) => `The request body is larger than ${limit} bytes. Ask for less at once, or use variables.`,
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'BAD_REQUEST',
    status: 415,
    message: () => 'Expected a body of content type application/json, but got another one.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'BAD_REQUEST',
    message: () => 'Expected a body of JSON such as {"query": "{ cities { name } }"}, but it does not parse.',
  },
  FST_ERR_BAD_URL: {
    code: 'BAD_REQUEST',
    message: () => 'Expected an address that is percent-encoded UTF-8, but it does not decode.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: 'BAD_REQUEST',
    message: () => 'Expected a body of JSON such as {"query": "{ cities { name } }"}, but it is empty.',
  },
}

/** Answers what fails outside GraphQL in GraphQL's own form, so that a client reads every error in one way. */
export function createHttpErrorHandler(log: Logger, bodyLimit: number, faults?: Faults) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const language = acceptedLanguage(request.headers['accept-language'])
    const refusal = refusalOf(error, { log, bodyLimit, faults, language })
    const { code, retryAfter } = refusal.error.extensions ?? {}
    if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer error="invalid_token"')
    if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter))
    void reply.header('content-type', responseTypeFor(request.headers.accept)).code(refusal.status)
    void reply.send(JSON.stringify({ errors: [refusal.error] }))
  }
}

/** Answers a path that the gateway does not serve. */
export async function answerNotFound(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const error: GraphQLFormattedError = {
    message: 'Nothing is served at this path. The graph is at /graphql, and / lists everything else.',
    extensions: { code: 'NOT_FOUND' satisfies ErrorCode },
  }
  void reply.header('content-type', 'application/json; charset=utf-8').code(errorTable.NOT_FOUND.status)
  await reply.send(JSON.stringify({ errors: [error] }))
}

/** Answers a method that the graph is not asked by. */
export async function answerOtherMethod({ method }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const error: GraphQLFormattedError = {
    message: `Expected the graph to be asked by GET or POST, but got ${method}.`,
    extensions: { code: 'BAD_REQUEST' satisfies ErrorCode },
  }
  void reply.header('content-type', 'application/json; charset=utf-8').header('allow', 'GET, POST').code(405)
  await reply.send(JSON.stringify({ errors: [error] }))
}

/** The media type of GraphQL over HTTP for clients that ask for it, plain JSON for the others. */
export function responseTypeFor(accept: string | undefined): string {
  return accept?.includes('application/graphql-response+json')
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8'
}

function refusalOf(error: unknown, { log, bodyLimit, faults, language }: RefusalParts): Refusal {
  if (error instanceof HubError) {
    return { status: error.status, error: { ...error.toJSON(), message: error.messageIn(language) } }
  }
  const { code: name, statusCode } = Object(error) as { code?: unknown; statusCode?: unknown }
  const fault = typeof name === 'string' && Object.hasOwn(httpFaults, name) ? httpFaults[name] : undefined
  if (fault !== undefined) {
    const { code, status, message } = fault
    return { status: status ?? errorTable[code].status, error: { message: message(bodyLimit), extensions: { code } } }
  }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    const message = 'The request is not HTTP that the hub understands.'
    return { status: statusCode, error: { message, extensions: { code: 'BAD_REQUEST' } } }
  }
  return { status: errorTable.INTERNAL.status, error: internalError(log, error, { faults }) }
}
