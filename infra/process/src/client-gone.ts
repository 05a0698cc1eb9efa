import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'

/** Raised when the connection closes before the response is out; at once where it is closed already. */
export function whenClientGone(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  // A question may be asked of many owners at once, and each part listens.
  setMaxListeners(0, controller.signal)
  if (response.destroyed || response.socket?.destroyed === true) controller.abort()
  response.once('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}
