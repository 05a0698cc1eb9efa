import type { NodeKey } from '@shequ/process/keys/node-keys'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { NodeStatus } from '../generated/resolver-types.js'

/** A community's entry in the register of nodes. */
export interface RegisteredNode {
  readonly community: string
  readonly status: NodeStatus
  readonly epoch: number
  readonly address: string
  readonly keys: readonly NodeKey[]
}

/** The columns of {@link RegisteredNode}, as SQL. */
export const registeredColumns = 'community_code as community, status::text as status, epoch, address, keys'

/** A community's entry; undefined for one that never had a node. */
export async function findNode(sql: TransactionSql, community: string): Promise<RegisteredNode | undefined> {
  const [node] = await sql<RegisteredNode>(`select ${registeredColumns} from node where community_code = $1`, community)
  return node
}
