import type { NodeKey } from '@shequ/process/keys/node-keys'

/** How a community stands in the borough's register of nodes. */
export interface NodeEntry {
  readonly community: string
  readonly status: 'JOINING' | 'ACTIVE' | 'LEAVING' | 'HOSTED' | 'REVOKED'
  readonly epoch: number
  /** The node's GraphQL address. */
  readonly address: string
  readonly keys: readonly NodeKey[]
  /** For how many seconds its last good answers may be shown while it is out of reach. */
  readonly staleFor: number
}

/** Whether the hosted server answers for the community. */
export function isHosted({ status }: NodeEntry): boolean {
  return status === 'HOSTED' || status === 'JOINING'
}
