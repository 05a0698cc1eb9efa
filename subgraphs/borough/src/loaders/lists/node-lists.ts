import type { List } from '@shequ/subgraph/paging/list'
import type { PageArguments } from '@shequ/subgraph/paging/page-arguments'
import { nodeTable } from '../../database/tables.js'
import type { NodeStatus } from '../../generated/resolver-types.js'

/** What a list of nodes may be narrowed by. */
export interface NodeArguments extends PageArguments {
  readonly status?: NodeStatus | null | undefined
}

/** The nodes of an area, by their communities' codes. */
function nodesBelow(column: 'city_code' | 'borough_code' | 'street_code'): List<NodeArguments> {
  return {
    table: nodeTable,
    parent: { column, type: 'text' },
    order: [{ property: 'communityCode', type: 'text' }],
    conditions: ({ status }) => [{ sql: 'status = $::node_status', value: status }],
  }
}

export const nodesOfCity = nodesBelow('city_code')
export const nodesOfBorough = nodesBelow('borough_code')
export const nodesOfStreet = nodesBelow('street_code')
