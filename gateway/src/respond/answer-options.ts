import type { FastifyInstance, HTTPMethods } from 'fastify'
import { answerNotFound } from './http-error.js'

const methods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST']

/**
 * Answers `OPTIONS` with the methods of a path, in `allow`. A preflight of a browser is answered by the rules of `CORS_ORIGINS`, where there
 * are any: it gets the same header beside.
 */
export function answerOptions(app: FastifyInstance, hasCors: boolean): void {
  const methodsOf = (url: string) => methods.filter((method) => app.hasRoute({ method, url }))
  app.addHook('onRequest', async ({ method, url }, reply) => {
    if (method !== 'OPTIONS') return
    const allowed = methodsOf(url.split('?')[0] ?? '')
    if (allowed.length > 0) void reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
  })
  if (hasCors) return
  app.options('*', async (request, reply) => {
    if (!reply.hasHeader('allow')) return await answerNotFound(request, reply)
    return await reply.code(204).send()
  })
}
