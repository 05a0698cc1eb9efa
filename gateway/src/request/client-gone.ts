import { setMaxListeners } from 'node:events'
import type { FastifyReply } from 'fastify'

/** Raised when the connection closes before the response is out. */
export function whenClientGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  // A question may be asked of many owners at once, and each part listens.
  setMaxListeners(0, controller.signal)
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}
