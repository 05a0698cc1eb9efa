import type { List } from '@shequ/subgraph/paging/list'
import type {
  CommunityAccessGrantsArgs,
  CommunityAccessLogArgs,
  CommunityRefusalsArgs,
} from '../../generated/resolver-types.js'
import { accessGrantTable, accessLogTable, refusalTable } from '../../database/access-tables.js'

/** The grants of a community, latest first. */
export const grantsOfCommunity: List<CommunityAccessGrantsArgs> = {
  table: accessGrantTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'from', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
}

/** A community's access log, latest first. */
export const accessLogOfCommunity: List<CommunityAccessLogArgs> = {
  table: accessLogTable,
  parent: { column: 'community_code', type: 'text' },
  order: [{ property: 'sequence', type: 'int' }],
  descending: true,
  conditions: ({ outcome, dataset, role, organisation }) =>
    Object.entries({ outcome, dataset, role, organisation }).map(([member, value]) => ({
      sql: `record::jsonb ->> '${member}' = $`,
      value,
    })),
}

/** What callers without a right were refused of a community, latest day first. */
export const refusalsOfCommunity: List<CommunityRefusalsArgs> = {
  table: refusalTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'day', type: 'date' },
    { property: 'action', type: 'text' },
    { property: 'kept', type: 'text' },
    { property: 'role', type: 'text' },
  ],
  descending: true,
}
