import type { NodeKey } from '@shequ/process/keys/node-keys'
import type { NodeStatus } from '@shequ/schema/nodes/node-status'

/** How a community stands in the borough's register of nodes. */
export interface NodeEntry {
  readonly community: string
  readonly status: NodeStatus
  readonly epoch: number
  /** The node's GraphQL address. */
  readonly address: string
  readonly keys: readonly NodeKey[]
  /** For how many seconds its last good answers may be shown while it is out of reach. */
  readonly staleFor: number
}
