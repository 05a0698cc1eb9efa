import type { FastifyInstance } from 'fastify'
import type { TierSource } from '../fetch/tier-source.js'
import { readinessOf } from './readiness.js'

/** Serves `/health/live` (the process runs) and `/health/ready` (every tier answers; 503 and which one when not). */
export function serveHealth(app: FastifyInstance, sources: () => ReadonlyMap<string, TierSource>): void {
  app.get('/health/live', async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
    return { live: true }
  })
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await readinessOf(sources())
    void reply.header('cache-control', 'no-store').code(readiness.ready ? 200 : 503)
    return readiness
  })
}
