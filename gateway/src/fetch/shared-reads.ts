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
  /** Lets nobody wait any more for reads that are under way: what is asked from now on must see what was written. */
  forget(): void
}

/** Shares reads of one gateway. A viewer is recognised as the same object, as its tokens are. */
export function createSharedReads(): SharedReads {
  let underWay = new WeakMap<Viewer, Map<string, Promise<Reply>>>()
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
    forget() {
      underWay = new WeakMap()
    },
  }
}
