import type { Viewer } from '@shequ/schema/viewer'
import type { Deadline } from './deadline.js'
import type { Reply } from './exchange.js'

/** Reads of tiers that are under way. Who asks the same for the same viewer meanwhile waits for them. */
export interface SharedReads {
  /**
   * Gives what a read that is under way brings, or begins it. Who waits for a read that another began, and that fails, begins its own.
   *
   * @param name all that the read depends on, but for the viewer
   */
  read(viewer: Viewer, name: string, deadline: Deadline, begin: () => Promise<Reply>): Promise<Reply>
  /** Lets nobody wait any more for reads that are under way: what is asked from now on must see what was written. Resolves when that is so in all processes. */
  forget(): Promise<void>
}

/** Lets the processes of one gateway know that something was written. */
export interface Writes {
  /** Resolves when all others know. */
  tell(): Promise<void>
  /** Says what is done when another tells of a write. */
  whenTold(forget: () => void): void
}

/**
 * Shares reads of one process. A viewer is recognised as the same object, as its tokens are.
 *
 * @param writes by which other processes of the gateway tell what was written
 */
export function createSharedReads(writes?: Writes): SharedReads {
  let underWay = new WeakMap<Viewer, Map<string, Promise<Reply>>>()
  const forgetHere = () => {
    underWay = new WeakMap()
  }
  writes?.whenTold(forgetHere)
  return {
    async read(viewer, name, deadline, begin) {
      const ofViewer = underWay.get(viewer) ?? new Map<string, Promise<Reply>>()
      underWay.set(viewer, ofViewer)
      const known = ofViewer.get(name)
      if (known !== undefined) {
        const reply = await Promise.race([known.catch(() => undefined), deadline.over])
        return reply ?? (await begin())
      }
      const reply = begin()
      ofViewer.set(name, reply)
      try {
        return await reply
      } finally {
        if (ofViewer.get(name) === reply) ofViewer.delete(name)
      }
    },
    async forget() {
      forgetHere()
      await writes?.tell()
    },
  }
}
