import type { List } from '@shequ/subgraph/paging/list'
import { localFieldTable } from '../../database/local-field-table.js'
import type { CommunityLocalFieldsArgs, SharingLevel } from '../../generated/resolver-types.js'

/** What a list of a community's own fields is narrowed by. */
export interface LocalFieldArguments extends CommunityLocalFieldsArgs {
  /** From which level on the viewer may read them. */
  readonly level: SharingLevel
}

/** The fields of a community's own, by name. */
export const localFieldsOfCommunity: List<LocalFieldArguments> = {
  table: localFieldTable,
  parent: { column: 'community_code', type: 'text' },
  order: [{ property: 'name', type: 'text' }],
  conditions: ({ level }) => [{ sql: 'level >= $::sharing_level', value: level }],
}
