import type { FastifyInstance } from 'fastify'
import type { Meter } from './meter.js'

/**
 * Tells callers what they may spend and what is left, in the fields `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10):
 * the quota and what remains are points of cost.
 */
export function tellRates(app: FastifyInstance, meter: Meter): void {
  app.addHook('onSend', async (request, reply) => {
    const standing = meter.standingOf(request)
    // What caches keep and give to others tells nothing of a single caller.
    if (standing === undefined || String(reply.getHeader('cache-control')).startsWith('public')) return
    const { policy, quota, window, left, resetsIn } = standing
    void reply.header('ratelimit-policy', `"${policy}";q=${quota};w=${window}`)
    void reply.header('ratelimit', `"${policy}";r=${left};t=${resetsIn}`)
  })
}
