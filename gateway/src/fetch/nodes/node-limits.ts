import type { NodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { CooldownLimits } from './cooldown.js'

/** What all nodes are asked with. */
export interface NodeLimits {
  /** The time for one question to a node, retry included, in milliseconds, as `NODE_TIMEOUT_MS`. A later answer is not used. */
  readonly timeout: number
  /** Requests under way to one node, each on a connection of its own, as `NODE_CONNECTIONS`. The next ones wait. */
  readonly connections: number
  /** Requests that may wait for a connection: eight for each connection. One more is answered as unavailable at once. */
  readonly queue: number
  /** The largest answer that is read, in bytes, as `NODE_RESPONSE_LIMIT`. A larger one is NODE_REJECTED. */
  readonly responseLimit: number
  readonly cooldown: CooldownLimits
  /** The addresses that are connected to, as `NODE_ADDRESSES`. No other is, whatever the register holds. */
  readonly addresses: NodeAddresses
}
