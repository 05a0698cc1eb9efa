import type { Probe } from './probe.js'

/** One thing that a node is to do. */
export interface Check {
  /** What it does, as a sentence about the node. */
  readonly name: string
  /** @throws {Breach} when it does not. */
  readonly run: (probe: Probe) => Promise<void>
}
