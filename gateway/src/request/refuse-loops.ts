import { HubError } from '@shequ/schema/errors/hub-error'
import type { FastifyInstance } from 'fastify'

/**
 * Refuses a question that this gateway itself sent to a community's node and that came back: an address in the register
 * that leads here would otherwise be asked without end. The `via` header (RFC 9110) names everybody it passed.
 */
export function refuseLoops(app: FastifyInstance, name: string): void {
  app.addHook('onRequest', async ({ headers: { via } }) => {
    if (via === undefined || !via.split(',').some((hop) => hop.trim().split(/\s+/)[1] === name)) return
    throw new HubError('LOOP_DETECTED', 'Expected a question that has not been here before, but this one came back.')
  })
}
