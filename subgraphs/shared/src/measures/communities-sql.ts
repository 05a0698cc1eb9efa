import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { RegisterCountName } from '@shequ/schema/measures/register-counts'
import { daysOf } from '@shequ/schema/measures/periods'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { Tier } from '@shequ/schema/tiers'
import { areaLevels, areasByLevel, columnOfLevel, listOfLevel } from './areas-by-level.js'
import { registerCountsOf } from './measure-counts.js'
import type { Parameters } from './parameters.js'
import type { Question } from './plan-question.js'
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

/** The CTEs that tell who and when is asked about: `owner`, `period`, `known`, `budgeted` where budgets are, and `community`. */
export function communitiesSql(
  question: Question,
  owners: readonly Owner[],
  tier: Tier,
  parameters: Parameters,
): string {
  return [
    ownerSql(owners, parameters),
    periodSql(question, parameters),
    knownSql(owners, tier),
    ...(registersOf(question, tier).has('budget') ? [budgetedSql(question, parameters)] : []),
    `community as materialized (select * from (${sourceSql(owners, tier)}) area where ${passesSql(question, parameters)})`,
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

/** All periods that are read, in order. */
export function periodsOf({ earlier, periods }: Question): readonly string[] {
  return [...earlier, ...periods]
}

/** The counts from registers that a question's measures are made of, as far as the tier knows them. */
export function registersOf({ measures }: Question, tier: Tier): ReadonlySet<RegisterCountName> {
  return new Set(measures.filter((measure) => isKnownTo(tier, measure)).flatMap(registerCountsOf))
}

function periodSql(question: Question, parameters: Parameters): string {
  const all = periodsOf(question)
  const befores = all.map((period) => daysOf(period).before)
  return `period (period, day_after, place) as materialized (select * from unnest(${parameters.add(all, 'text[]')}, ${parameters.add(befores, 'date[]')}) with ordinality)`
}

/** The register of the owners: the tier's own, or, of a community, its code and what it was told. */
function sourceSql(owners: readonly Owner[], tier: Tier): string {
  if (tier === 'community') {
    return `select community_code, left(community_code, 9) || '000' as street_code, left(community_code, 6) || '000000' as borough_code,
      ${kindOfCode} as kind, owner.residents, owner.older_residents, owner.owner, owner.reader
      from owner join community on community_code = owner.owner and removed_at is null`
  }
  return `select area.*, owner.owner, owner.reader from owner join area on area.${levelColumn(owners)} = owner.owner`
}

/** The owners of which the tier knows anything. Stands before `community`, which then hides the table of that name. */
function knownSql(owners: readonly Owner[], tier: Tier): string {
  const register =
    tier === 'community'
      ? 'community where community_code = owner.owner and removed_at is null'
      : `area where area.${levelColumn(owners)} = owner.owner`
  return `known as (select owner from owner where exists (select from ${register}))`
}

/** The boroughs, of which the owners are or in which they lie, that have allocated anything for a year. */
function budgetedSql(question: Question, parameters: Parameters): string {
  return `budgeted as materialized (
  select distinct left(f.community_code, 6) || '000000' as borough_code, f.period from owner o join register_figure f
    on f.community_code between least(o.owner, left(o.owner, 6) || '000000') and greatest(o.last_code, left(o.owner, 6) || '999999')
  where f.period = any(${parameters.add(periodsOf(question), 'text[]')}) and f.budget > 0
)`
}

/** Whether the borough of a community `c` has allocated anything for a period `p`; true where the tier does not know. */
export function isBudgetedSql(question: Question, tier: Tier): string {
  if (!registersOf(question, tier).has('budget')) return 'true'
  return `exists (select from budgeted where budgeted.borough_code = left(c.community_code, 6) || '000000' and budgeted.period = p.period)`
}

/** The column of `area` by which the owners, all of one level, are named. */
export function levelColumn([owner]: readonly Owner[]): string {
  const digits = withoutPadding(owner?.code ?? '').length
  if (digits <= 4) return 'city_code'
  if (digits === 6) return 'borough_code'
  return digits === 9 ? 'street_code' : 'community_code'
}

/** The filter by areas and kinds, as a condition on `area`; `true` when there is none. */
export function passesSql({ filter, groups }: Question, parameters: Parameters): string {
  const lists = [
    ...areaLevels.map((level) => [columnOfLevel[level], filter[listOfLevel[level]]] as const),
    ['kind', filter.communityKinds] as const,
  ]
  const conditions = lists.flatMap(([column, values]) =>
    values ? [`area.${column} = any(${parameters.add(values, 'text[]')})`] : [],
  )
  const ofGroups = [...areasByLevel(groups ?? [])].map(
    ([level, codes]) => `area.${columnOfLevel[level]} = any(${parameters.add(codes, 'text[]')})`,
  )
  if (ofGroups.length > 0) conditions.push(`(${ofGroups.join(' or ')})`)
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}
