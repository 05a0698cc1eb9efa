import type { Publication } from '@shequ/schema/publications/publication'
import { folded } from '@shequ/subgraph/paging/folded'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** Records are locked in the order of their keys, so that two batches with the same ones never wait for each other. */
const keepVersions = `
  insert into publication as kept (community_code, kind, id, version, withdrawn_at)
  select community, kind, id, version, case when withdrawn then now() end
  from json_to_recordset($1::json) as sent (community text, kind text, id uuid, version bigint, withdrawn boolean)
  order by community, kind, id
  on conflict (community_code, kind, id) do update set version = excluded.version, withdrawn_at = excluded.withdrawn_at where kept.version < excluded.version
  returning community_code as community, kind, id`

/** A table of the catalogue, with its columns and, of each, the member of a record that it holds and its type. */
interface CatalogueTable {
  readonly table: string
  readonly columns: Readonly<Record<string, { readonly member: string; readonly type: string; readonly sql?: string }>>
  /** The members in whose words a search looks. */
  readonly words: readonly string[]
  /** Whether its rows name the areas that hold their community. */
  readonly isByArea: boolean
}

const column = (member: string, type = 'text') => ({ member, type })

/** When the sessions of a programme begin: what a search looks at. */
const startsOfSessions = `array(select (each ->> 'startsAt')::timestamptz from jsonb_array_elements(sent.sessions) as each)`

const tables: Readonly<Record<Publication['kind'], CatalogueTable>> = {
  CENTRE: {
    table: 'catalogue_centre',
    columns: {
      name: column('name'),
      address: column('address'),
      status: column('status', 'centre_status'),
      seats: column('seats', 'int'),
      latitude: column('latitude', 'float8'),
      longitude: column('longitude', 'float8'),
      telephone: column('telephone'),
      website: column('website'),
      opening_hours: column('openingHours', 'jsonb'),
      consignments: column('consignments', 'jsonb'),
      words: column('words'),
    },
    words: ['name', 'address'],
    isByArea: true,
  },
  PROGRAMME: {
    table: 'catalogue_programme',
    columns: {
      title: column('title'),
      description: column('description'),
      kind: column('kind', 'programme_kind'),
      audience: column('audience', 'text[]'),
      starts_on: column('startsOn', 'date'),
      ends_on: column('endsOn', 'date'),
      capacity: column('capacity', 'int'),
      places: column('places', 'places'),
      fee: column('fee', 'numeric'),
      education_centre_id: column('educationCentre', 'uuid'),
      teacher: column('teacher'),
      teaching_organisation_code: column('teachingOrganisation'),
      picture: column('picture'),
      languages: column('languages', 'text[]'),
      sessions: column('sessions', 'jsonb'),
      session_starts: { ...column('sessions', 'jsonb'), sql: startsOfSessions },
      session_hours: { ...column('sessions', 'jsonb'), sql: `hours_of_week(${startsOfSessions})` },
      words: column('words'),
    },
    words: ['title', 'description'],
    isByArea: true,
  },
  GUIDANCE_RESPONSE: {
    table: 'guidance_answer',
    columns: {
      guidance_id: column('guidance'),
      decision: column('decision', 'guidance_decision'),
      answered_on: column('answeredOn', 'date'),
      level: column('level', 'sharing_level'),
    },
    words: [],
    isByArea: false,
  },
}

const writes = Object.entries(tables).map(([kind, table]) => ({
  kind,
  words: table.words,
  upsert: upsertOf(kind, table),
  remove: removeOf(kind, table),
}))

/** Writes rows; what is listed again is no longer withdrawn. */
function upsertOf(kind: string, { table, columns, isByArea }: CatalogueTable): string {
  const names = Object.keys(columns)
  const areas = isByArea ? ['street_code', 'borough_code', 'city_code'] : []
  const members = new Set(Object.values(columns).map(({ member, type }) => `"${member}" ${type}`))
  const values = Object.values(columns).map(({ member, sql = `sent."${member}"` }) => sql)
  const again = `with again as (
    delete from catalogue_withdrawal using json_to_recordset($1::json) as here (community text, id uuid)
    where community_code = here.community and kind = '${kind}' and catalogue_withdrawal.id = here.id)`
  return `${isByArea ? again : ''}
  insert into ${table} (community_code, id, ${[...areas, ...names].join(', ')})
  select sent.community, sent.id, ${[...areas.map((area) => `community.${area}`), ...values].join(', ')}
  from json_to_recordset($1::json) as sent (community text, id uuid, ${[...members].join(', ')})
    join community on community.code = sent.community
  on conflict (community_code, id) do update set
    ${[...areas, ...names].map((name) => `${name} = excluded.${name}`).join(', ')}, received_at = excluded.received_at`
}

/** Removes rows; of what readers could list, it is noted that it was withdrawn, and nothing else. */
function removeOf(kind: string, { table, isByArea }: CatalogueTable): string {
  const remove = `delete from ${table} using unnest($1::text[], $2::uuid[]) as gone (community, id)
  where community_code = gone.community and ${table}.id = gone.id`
  if (!isByArea) return remove
  return `with removed as (${remove} returning community_code, ${table}.id, street_code, borough_code, city_code)
  insert into catalogue_withdrawal (community_code, kind, id, street_code, borough_code, city_code)
  select community_code, '${kind}', id, street_code, borough_code, city_code from removed`
}

/**
 * Writes what communities publish into the catalogue, inside a transaction: each record in place of an older version of itself, and
 * those that were withdrawn not at all. Gives how many were newer than what was here.
 */
export async function writePublications(sql: TransactionSql, publications: readonly Publication[]): Promise<number> {
  const kept = await sql<Pick<Publication, 'community' | 'kind' | 'id'>>(
    keepVersions,
    JSON.stringify(
      publications.map(({ community, kind, id, version, record }) => ({
        community,
        kind,
        id,
        version,
        withdrawn: record === null,
      })),
    ),
  )
  const newer = new Set(kept.map(nameOf))
  const written = publications.filter((publication) => newer.has(nameOf(publication)))
  for (const { kind, words, upsert, remove } of writes) {
    const ofKind = written.filter((publication) => publication.kind === kind)
    const here = ofKind.filter(({ record }) => record !== null)
    const gone = ofKind.filter(({ record }) => record === null)
    if (here.length > 0) {
      const rows = here.map(({ community, id, record }) => ({
        community,
        id,
        ...record,
        words: wordsOf(record, words),
      }))
      await sql(upsert, JSON.stringify(rows))
    }
    if (gone.length > 0) {
      await sql(
        remove,
        gone.map(({ community }) => community),
        gone.map(({ id }) => id),
      )
    }
  }
  return written.length
}

/** What a search compares of a record, in one text. */
function wordsOf(record: Publication['record'], members: readonly string[]): string {
  const texts = new Map<string, unknown>(Object.entries(record ?? {}))
  return folded(members.map((member) => texts.get(member)).join(' '))
}

function nameOf({ community, kind, id }: Pick<Publication, 'community' | 'kind' | 'id'>): string {
  return `${community} ${kind} ${id}`
}
