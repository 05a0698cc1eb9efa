import { setTimeout as sleep } from 'node:timers/promises'

/** How many exports wait at once for their callers to have something left to spend: what waits holds a connection. */
const mostPauses = 16

/** The waits of exports that have begun and whose callers have spent what they may. */
export class Pauses {
  #under = 0

  /** Waits; false where too many wait already, and the export is broken off. Rejects when the client leaves meanwhile. */
  async pause(seconds: number, signal: AbortSignal): Promise<boolean> {
    if (this.#under >= mostPauses) return false
    this.#under += 1
    try {
      await sleep(seconds * 1_000, undefined, { signal })
      return true
    } finally {
      this.#under -= 1
    }
  }
}
