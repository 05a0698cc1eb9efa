import type { List } from '@shequ/subgraph/paging/list'
import type {
  CommunityProgrammesArgs,
  EducationCentreProgrammesArgs,
  ProgrammeSessionsArgs,
} from '../../generated/resolver-types.js'
import { programmeTable, sessionTable } from '../../database/tables.js'
import { type OfCentres, ofCentres } from './of-centres.js'

const byFirstDay = [
  { property: 'startsOn', type: 'date' },
  { property: 'uuid', type: 'uuid' },
] as const

/** A community's programmes, by first day. */
export const programmesOfCommunity: List<CommunityProgrammesArgs & OfCentres> = {
  table: programmeTable,
  parent: { column: 'community_code', type: 'text' },
  order: byFirstDay,
  conditions: ({ kind, audience, from, to, status, centres }) => [
    { sql: 'kind = $::programme_kind', value: kind },
    { sql: "(audience = '{}' or $::text = any(audience))", value: audience },
    { sql: 'ends_on >= $::date', value: from },
    { sql: 'starts_on <= $::date', value: to },
    { sql: 'status = $::programme_status', value: status },
    ofCentres('education_centre_id', { centres }),
  ],
}

/** The programmes held at a centre, by first day. */
export const programmesOfCentre: List<EducationCentreProgrammesArgs> = {
  table: programmeTable,
  parent: { column: 'education_centre_id', type: 'uuid' },
  ownerColumn: 'community_code',
  order: byFirstDay,
  conditions: ({ from, to, status }) => [
    { sql: 'ends_on >= $::date', value: from },
    { sql: 'starts_on <= $::date', value: to },
    { sql: 'status = $::programme_status', value: status },
  ],
}

/** A programme's sessions, in order. */
export const sessionsOfProgramme: List<ProgrammeSessionsArgs> = {
  table: sessionTable,
  parent: { column: 'programme_id', type: 'uuid' },
  ownerColumn: 'community_code',
  order: [{ property: 'ordinal', type: 'int' }],
  conditions: ({ from, to, withCancelled, updatedSince, changedSince }) => [
    { sql: 'ends_at > $::timestamptz', value: from },
    { sql: 'starts_at < $::timestamptz', value: to },
    { sql: 'status = $::session_status', value: withCancelled || updatedSince || changedSince ? null : 'SCHEDULED' },
  ],
}
