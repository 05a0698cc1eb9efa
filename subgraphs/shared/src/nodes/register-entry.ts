import type { NodeKey } from '@shequ/process/keys/node-keys'
import type { NodeStatus } from '@shequ/schema/nodes/node-status'

/** A community's entry in the borough's register of nodes. */
export interface RegisterEntry {
  readonly status: NodeStatus
  /** Counts the attempts at a move: the one that is under way, or was completed last. */
  readonly epoch: number
  /** The node's keys. */
  readonly keys: readonly NodeKey[]
}

/** The register of nodes, as a server that holds communities' records asks it. */
export interface NodeRegister {
  /** A community's entry; undefined for one that never had a node. Rejects when the register can't be reached. */
  find(community: string): Promise<RegisterEntry | undefined>
  /** Gives up an attempt at a move: who answered before goes on. @throws {HubError} CONFLICT when it is over already. */
  abandon(community: string, epoch: number): Promise<void>
}
