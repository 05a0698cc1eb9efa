/** How a community may stand in its borough's register of nodes: see `NodeStatus` in the borough's schema. */
export const nodeStatuses = ['JOINING', 'ACTIVE', 'LEAVING', 'HOSTED', 'REVOKED'] as const

export type NodeStatus = (typeof nodeStatuses)[number]

/** Whether the hosted server answers for a community that stands so. */
export function isHosted(status: NodeStatus): boolean {
  return status === 'HOSTED' || status === 'JOINING'
}
