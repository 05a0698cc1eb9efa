import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** What names a record that communities publish. */
export interface PublicationKey {
  readonly community: string
  readonly kind: string
  readonly id: string
}

/** A record as the tier above may have it. */
export interface PublishedRow extends PublicationKey {
  readonly record: object
}

/** The rows of a table that are asked for, with how far their dataset is shared. */
function sharedRows(kind: string, table: string, dataset: string, record: string): string {
  return `select ${table}.community_code as community, '${kind}' as kind, ${table}.id::text as id, ${record} as record
  from asked join ${table} on ${table}.community_code = asked.community and ${table}.id = asked.id
    join sharing_rule rule on rule.community_code = ${table}.community_code and rule.dataset = '${dataset}'
  where asked.kind = '${kind}' and ${table}.removed_at is null`
}

const consignments = `(select coalesce(jsonb_agg(jsonb_build_object('id', consignment.id, 'operator', operator_credit_code,
      'startsOn', starts_on, 'endsOn', ends_on, 'endedOn', ended_on) order by starts_on desc, consignment.id), '[]')
    from consignment where consignment.community_code = education_centre.community_code
      and education_centre_id = education_centre.id and consignment.removed_at is null)`

const centre = `jsonb_build_object('name', name, 'address', address, 'status', status, 'seats', seats, 'latitude', latitude,
    'longitude', longitude, 'telephone', telephone, 'website', website, 'openingHours', opening_hours,
    'consignments', ${consignments})`

/** A moment as it travels, whatever the time zone of the connection. */
const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const sessions = `(select coalesce(jsonb_agg(jsonb_build_object('startsAt', ${moment('starts_at')}, 'endsAt', ${moment('ends_at')})
      order by starts_at, ordinal), '[]')
    from session where session.community_code = programme.community_code and programme_id = programme.id
      and session.removed_at is null and session.status = 'SCHEDULED')`

const programme = `jsonb_build_object('title', title, 'description', description, 'kind', programme.kind, 'audience', audience,
    'startsOn', starts_on, 'endsOn', ends_on, 'capacity', capacity,
    'places', places_left(capacity, enrolled, smallest_cell_of(programme.community_code)), 'fee', fee::text,
    'educationCentre', education_centre_id, 'teacher', teacher, 'teachingOrganisation', teaching_organisation_code,
    'picture', picture, 'languages', languages, 'sessions', ${sessions})`

const response = `jsonb_build_object('guidance', guidance_id, 'decision', decision, 'answeredOn', answered_on, 'level', rule.level)`

const text = `with asked as (select * from unnest($1::text[], $2::text[], $3::uuid[]) as asked (community, kind, id))
${sharedRows('CENTRE', 'education_centre', 'CENTRES', centre)} and rule.level = 'PUBLIC'
union all ${sharedRows('PROGRAMME', 'programme', 'PROGRAMMES', programme)} and rule.level = 'PUBLIC' and programme.status = 'PUBLISHED'
union all ${sharedRows('GUIDANCE_RESPONSE', 'guidance_response', 'GUIDANCE_RESPONSES', response)} and rule.level <> 'PRIVATE'`

/**
 * Reads records that communities publish, in one statement: those of a dataset that is shared far enough, and that were neither
 * removed nor cancelled. Others give no row.
 */
export function readPublished(sql: TransactionSql, keys: readonly PublicationKey[]): Promise<readonly PublishedRow[]> {
  return sql<PublishedRow>(
    text,
    keys.map(({ community }) => community),
    keys.map(({ kind }) => kind),
    keys.map(({ id }) => id),
  )
}
