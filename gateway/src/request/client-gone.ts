import type { FastifyReply } from 'fastify'

/** Raised when the connection closes before the response is out. */
export function whenClientGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}
