import type { List } from '@shequ/subgraph/paging/list'
import type { CommunityProgrammesArgs } from '../generated/resolver-types.js'
import { programmeTable } from '../database/tables.js'

/** A community's programmes, by first day. */
export const programmesOfCommunity: List<CommunityProgrammesArgs> = {
  table: programmeTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'startsOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  conditions: ({ kind, audience, from, to, status }) => [
    { sql: 'kind = $::programme_kind', value: kind },
    { sql: "(audience = '{}' or $::text = any(audience))", value: audience },
    { sql: 'ends_on >= $::date', value: from },
    { sql: 'starts_on <= $::date', value: to },
    { sql: 'status = $::programme_status', value: status },
  ],
}
