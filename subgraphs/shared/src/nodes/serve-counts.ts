import type { FastifyInstance } from 'fastify'
import { longestMessage } from '../returns/signed-message.js'
import type { CountsProcessor } from './entrusted-counts.js'
import { doorPath } from '../relay/hub-answer.js'
import { messageOfBody } from './message-of-body.js'

/** Serves the door `/nodes/counts`, at which nodes entrust the hosted server with their counts. */
export function serveCounts(app: FastifyInstance, processor: CountsProcessor): void {
  app.post(`${doorPath}/counts`, { bodyLimit: longestMessage + 1_024 }, (request) =>
    processor.entrust(messageOfBody(request.body)),
  )
}
