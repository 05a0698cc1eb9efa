import type { List } from '@shequ/subgraph/paging/list'
import type {
  CommunityCompetencesArgs,
  CommunityProposalsArgs,
  CommunityVoicesArgs,
} from '../../generated/resolver-types.js'
import { competenceTable, openVoiceTable, proposalTable, voiceTable } from '../../database/resident-tables.js'

/** What residents of a community offer to teach, by subject. */
export const competencesOfCommunity: List<CommunityCompetencesArgs> = {
  table: competenceTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'subject', type: 'text' },
    { property: 'uuid', type: 'uuid' },
  ],
}

/** A community's proposals, latest first. */
export const proposalsOfCommunity: List<CommunityProposalsArgs> = {
  table: proposalTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'openedOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ status }) => [{ sql: "(closed_at is null) = ($::text = 'OPEN')", value: status }],
}

/** Needs, complaints and suggestions raised in a community, latest first. */
export const voicesOfCommunity: List<CommunityVoicesArgs> = {
  table: voiceTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'requestedDatetime', type: 'timestamptz' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ kind, status }) => [
    { sql: 'kind = $::voice_kind', value: kind },
    { sql: "(answered_at is null) = ($::text = 'OPEN')", value: status },
  ],
}

/** The same, as all may know them: to the day. */
export const openVoicesOfCommunity: List<CommunityVoicesArgs> = { ...voicesOfCommunity, table: openVoiceTable }
