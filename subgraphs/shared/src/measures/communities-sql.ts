import { withoutPadding } from '@shequ/schema/codes/division-code'
import { daysOf } from '@shequ/schema/measures/periods'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { Tier } from '@shequ/schema/tiers'
import { registerCountsOf } from './measure-counts.js'
import type { Parameters } from './parameters.js'
import type { Question } from './plan-question.js'
import type { Scopes } from './scopes.js'
import { isKnownTo } from './tier-figures.js'

/** The division a question is asked of. */
export interface Owner {
  readonly code: string
  /** From which level on the reader reads its cells. */
  readonly reader: SharingLevel
  /** What the community tier is told of a community's residents, which it does not own. */
  readonly residents?: number | null | undefined
  readonly olderResidents?: number | null | undefined
}

/** The kind of a community as its code tells it. */
const kindOfCode = `case when substr(community_code, 10, 1) in ('0', '1', '4') then 'RESIDENTS' when substr(community_code, 10, 1) in ('2', '3') then 'VILLAGE' else 'OTHER' end`

/**
 * The CTEs that all figures are made from: who is asked about (`owner`, `period`, `community`), and a row for each
 * community and period that tells what its return lets the reader see (`named`).
 */
export function communitiesSql(
  question: Question,
  owners: readonly Owner[],
  scopes: Scopes,
  tier: Tier,
  parameters: Parameters,
): string {
  return [
    ownerSql(owners, parameters),
    periodSql(question, parameters),
    `community as materialized (select * from (${sourceSql(owners, tier)}) area where ${passesSql(question, parameters)})`,
    namedSql(question, scopes, tier),
  ].join(',\n')
}

function ownerSql(owners: readonly Owner[], parameters: Parameters): string {
  const column = (values: readonly unknown[], type: string) => parameters.add(values, `${type}[]`)
  const lists = [
    column(
      owners.map(({ code }) => code),
      'text',
    ),
    column(
      owners.map(({ code }) => withoutPadding(code).padEnd(12, '9')),
      'text',
    ),
    column(
      owners.map(({ reader }) => reader),
      'sharing_level',
    ),
    column(
      owners.map(({ residents }) => residents ?? null),
      'int',
    ),
    column(
      owners.map(({ olderResidents }) => olderResidents ?? null),
      'int',
    ),
  ]
  return `owner (owner, last_code, reader, residents, older_residents) as materialized (select * from unnest(${lists.join(', ')}))`
}

function periodSql({ earlier, periods }: Question, parameters: Parameters): string {
  const all = earlier === null ? periods : [earlier, ...periods]
  const befores = all.map((period) => daysOf(period).before)
  return `period (period, day_after, place) as materialized (select * from unnest(${parameters.add(all, 'text[]')}, ${parameters.add(befores, 'date[]')}) with ordinality)`
}

/** The register of the owners: the tier's own, or, of a community, its code and what it was told. */
function sourceSql(owners: readonly Owner[], tier: Tier): string {
  if (tier === 'community') {
    return `select owner as community_code, left(owner, 9) || '000' as street_code, left(owner, 6) || '000000' as borough_code,
      owner as city_code, kind, residents, older_residents, owner, reader
      from owner, lateral (select ${kindOfCode} as kind from (select owner as community_code) code) kind`
  }
  return `select area.*, owner.owner, owner.reader from owner join area on area.${levelColumn(owners)} = owner.owner`
}

/** The column of `area` by which the owners, all of one level, are named. */
function levelColumn([owner]: readonly Owner[]): string {
  const digits = withoutPadding(owner?.code ?? '').length
  if (digits <= 4) return 'city_code'
  if (digits === 6) return 'borough_code'
  return digits === 9 ? 'street_code' : 'community_code'
}

/** The filter by areas and kinds, as a condition on `area`; `true` when there is none. */
export function passesSql({ filter }: Question, parameters: Parameters): string {
  const conditions = (
    [
      ['borough_code', filter.boroughs],
      ['street_code', filter.streets],
      ['community_code', filter.communities],
      ['kind', filter.communityKinds],
    ] as const
  ).flatMap(([column, values]) => (values ? [`area.${column} = any(${parameters.add(values, 'text[]')})`] : []))
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}

function namedSql({ measures }: Question, { datasets }: Scopes, tier: Tier): string {
  const needed = new Set(measures.filter((measure) => isKnownTo(tier, measure)).flatMap(registerCountsOf))
  const hasFigures = needed.has('budget') || needed.has('guidanceIssued')
  const columns = datasets.flatMap(({ key, place }) => [
    `coalesce(r.levels[${place}] >= c.reader, false) as open_${key}`,
    `coalesce(r.summed[${place}], false) as summed_${key}`,
  ])
  if (hasFigures) columns.push('f.budget', 'f.guidance_issued')
  if (needed.has('designated')) {
    columns.push(`exists (select from pilot_designation d where d.subject_kind = 'COMMUNITY' and d.subject_code = c.community_code
      and d.removed_at is null and d.from_date < p.day_after and (d.to_date is null or d.to_date >= p.day_after - 1)) as designated`)
  }
  const figures = hasFigures
    ? 'left join register_figure f on f.community_code = c.community_code and f.period = p.period'
    : ''
  return `named as materialized (
  select ${['c.*', 'p.period', 'p.place', 'r.division_code is not null as returned', 'r.released_at', ...columns].join(', ')}
  from community c cross join period p
  left join measure_return r on r.division_code = c.community_code and r.period = p.period and r.kind = 'NAMED'
  ${figures}
)`
}
