import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { varyBy } from './vary-by.js'

/** What everybody reads by GET, and clients read again and again. */
const tagged: ReadonlySet<string> = new Set([
  '/graphql',
  '/schema.graphql',
  '/schema/ngo.graphql',
  '/measures.csv',
  '/measures.json',
  '/measures.xlsx',
  '/.well-known/jwks.json',
])

/**
 * Gives answers to callers without a token an ETag, made of their content, and answers 304 without a body when the client has that content
 * already. Whoever has a token gets none: such answers are kept nowhere.
 */
export function tagPublicAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isPublic(request, reply) || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return payload
    const tag = createHash('sha256').update(payload).digest('base64url').slice(0, 27)
    void reply.header('etag', `W/"${tag}"`)
    // A cache has to ask each time, where the graph does not say for how long it may keep what was asked.
    if (!String(reply.getHeader('cache-control')).startsWith('public')) void reply.header('cache-control', 'no-cache')
    // Another caller may be answered otherwise.
    varyBy(reply, 'authorization')
    if (!has(request.headers['if-none-match'], tag)) return payload
    void reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return null
  })
}

function isPublic({ method, headers, routeOptions }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  const isRead = method === 'GET' || method === 'HEAD'
  return isRead && statusCode === 200 && headers.authorization === undefined && tagged.has(routeOptions.url ?? '')
}

/** Whether a client names the tag; it may name several, weak or not, or any. */
function has(named: string | undefined, tag: string): boolean {
  if (named === undefined) return false
  const tags = named.split(',').map((name) => name.trim().replace(/^W\//, ''))
  return tags.includes(`"${tag}"`) || tags.includes('*')
}
