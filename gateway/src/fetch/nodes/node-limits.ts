import type { NodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { CooldownLimits } from './cooldown.js'

/** What all nodes are asked with. */
export interface NodeLimits {
  /** How long one question to a node may take, retry included, in milliseconds. */
  readonly timeout: number
  /** Requests under way to one node, each on a connection of its own. */
  readonly connections: number
  /** Requests that may wait for a connection; one more is answered as unavailable at once. */
  readonly queue: number
  /** The largest answer that is read, in bytes. */
  readonly responseLimit: number
  readonly cooldown: CooldownLimits
  /** Which addresses are connected to; whatever the register holds, others are not. */
  readonly addresses: NodeAddresses
}
