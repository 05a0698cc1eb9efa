import type { List } from '@shequ/subgraph/paging/list'
import type { PageArguments } from '@shequ/subgraph/paging/page-arguments'
import { listedConsignmentTable } from '../../database/catalogue-tables.js'
import type { AreaColumn } from './catalogue-lists.js'

/** What a list of consignments is narrowed to. */
export interface ConsignmentArguments extends PageArguments {
  readonly within: string
  readonly column: AreaColumn
  /** The day on which or after which they hold. */
  readonly from?: string | null | undefined
}

/** An organisation's consignments in an area, latest first. */
export const consignmentsOfOperator: List<ConsignmentArguments> = {
  table: listedConsignmentTable,
  parent: { column: 'operator', type: 'text' },
  order: [
    { property: 'startsOn', type: 'date' },
    { property: 'owner', type: 'text' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ within, column, from }) => [
    { sql: `${column} = $::text`, value: within },
    { sql: 'coalesce(ended_on, ends_on) >= $::date', value: from },
  ],
}
