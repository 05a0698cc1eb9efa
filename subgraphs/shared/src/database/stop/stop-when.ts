import { setTimeout as pause } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import type { Canceller } from './open-canceller.js'

/** How long after cancelling a connection is cancelled again, in milliseconds: a statement may just have been on its way. */
const again = 50

/**
 * Cancels whatever a connection runs from the moment at which a signal is raised, until the function that this gives is called. It
 * resolves when no cancelling is under way any more, so that none can reach what runs on the connection next.
 */
export function stopWhen(
  signal: AbortSignal | undefined,
  client: PoolClient,
  canceller: Canceller,
): () => Promise<void> {
  if (signal === undefined) return async () => undefined
  const watch = { isOver: false }
  let cancelling: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    while (!watch.isOver) {
      await canceller.cancel(client)
      if (!watch.isOver) await pause(again)
    }
  }
  const onAbort = () => {
    cancelling = stop()
  }
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })
  return async () => {
    watch.isOver = true
    signal.removeEventListener('abort', onAbort)
    await cancelling
  }
}
