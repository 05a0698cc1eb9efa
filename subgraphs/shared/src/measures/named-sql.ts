import { baseCountNames, columnOf } from '@shequ/schema/measures/base-counts'
import type { Tier } from '@shequ/schema/tiers'
import { largestCount } from '../returns/count-columns.js'
import { isBudgetedSql, periodsOf, registersOf } from './communities-sql.js'
import { baseCountsOfAll } from './measure-counts.js'
import type { Parameters } from './parameters.js'
import type { Question } from './plan-question.js'
import { lateReturns, type Scopes } from './scopes.js'

/** Whether a community `c` holds a designation on the last day of a period `p`, as 1 or 0. */
export const designatedSql = `exists (select from pilot_designation d where d.subject_kind = 'COMMUNITY' and d.subject_code = c.community_code
      and d.removed_at is null and d.from_date < p.day_after and (d.to_date is null or d.to_date >= p.day_after - 1))::int`

/**
 * The CTEs `named`, a row for each community and period: whether it returned anything, which datasets the reader may see
 * under its name (`open`) and which are in sums (`summed`), and what registers say of it; and `pool`, the same counted by
 * street, since what few streets have in common is quicker to ask of than of each community.
 */
export function namedSql(question: Question, scopes: Scopes, tier: Tier, parameters: Parameters): string {
  const needed = registersOf(question, tier)
  const hasFigures = needed.has('budget') || needed.has('guidanceIssued')
  const columns = scopes.datasets.flatMap(({ key, place }) => [
    `coalesce(r.levels[${place}] >= c.reader, false) as open_${key}`,
    `coalesce(r.summed[${place}], false) as summed_${key}`,
  ])
  columns.push(...lateReturns(scopes).map(({ column, sql }) => `${sql} as ${column}`))
  columns.push(`${isBudgetedSql(question, tier)} as budgeted`, ...hiddenColumns(question, 'r'))
  if (hasFigures) columns.push('f.budget', 'f.guidance_issued as guidance')
  if (needed.has('designated')) {
    columns.push(`${designatedSql} as designated`)
  }
  const figures = hasFigures
    ? 'left join register_figure f on f.community_code = c.community_code and f.period = p.period'
    : ''
  return `named as materialized (
  select c.owner, c.street_code, c.community_code, p.place, p.period, r.division_code is not null as returned,
    r.released_at, c.residents, c.older_residents as older${columns.map((column) => `,\n    ${column}`).join('')}
  from community c cross join period p
  left join measure_return r on r.division_code = c.community_code and r.period = p.period and r.kind = 'NAMED'
    and r.period = any(${parameters.add(periodsOf(question), 'text[]')})
  ${figures}
),
${poolSql(question, scopes, tier)}`
}

function poolSql(question: Question, scopes: Scopes, tier: Tier): string {
  const flags = [
    ...scopes.datasets.flatMap(({ key }) => [`open_${key}`, `summed_${key}`]),
    ...lateReturns(scopes).map(({ column }) => column),
  ]
  const stocks = stockColumns(question, tier).map(
    ({ column, ofCommunity, together }) => `${together}(${ofCommunity}) as ${column}`,
  )
  return `pool as materialized (
  select pool.*, left(street_code, 6) || '000000' as borough_code, period.period from (
    select owner, street_code, place, returned, budgeted, ${[...flags, ...stocks].join(', ')}
    from named group by ${Array.from({ length: 5 + flags.length }, (_, index) => index + 1).join(', ')}
  ) pool join period using (place)
)`
}

/** How many counts every return has, however old. */
const firstCounts = baseCountNames.indexOf('guidanceOwnWay') + 1

/** Columns of a return `alias` that tell of each count which cells it hides, and what they are at most. */
export function hiddenColumns({ measures }: Question, alias: string): readonly string[] {
  return baseCountsOfAll(measures).flatMap((count) => {
    const place = baseCountNames.indexOf(count) + 1
    const [hidden, most] = [`${alias}.hidden[${place}]`, `${alias}.high[${place}]`]
    // A return of before there was the count tells nothing of it: all of it hides.
    const [mask, bound] =
      place > firstCounts ? [`coalesce(${hidden}, -1)`, `coalesce(${most}, ${largestCount(count)})`] : [hidden, most]
    return [`${mask} as hidden_${columnOf(count)}`, `${bound} as most_${columnOf(count)}`]
  })
}

/** The names of these columns. */
export function hiddenColumnNames({ measures }: Question): readonly string[] {
  return baseCountsOfAll(measures).flatMap((count) => [`hidden_${columnOf(count)}`, `most_${columnOf(count)}`])
}

/** What is known of communities taken together: by which column, of which expression on `named`, by which aggregate. */
export interface StockColumn {
  readonly column: string
  readonly ofCommunity: string
  readonly together: 'sum' | 'count' | 'bool_or' | 'max'
}

/** The columns that members of a figure carry beside their flags. */
export function stockColumns(question: Question, tier: Tier): readonly StockColumn[] {
  const needed = registersOf(question, tier)
  return [
    { column: 'n', ofCommunity: '1', together: 'count' },
    { column: 'released_at', ofCommunity: 'released_at', together: 'max' },
    { column: 'residents', ofCommunity: 'residents', together: 'sum' },
    // A community is in what it answers of itself, whatever it is called.
    { column: 'members', ofCommunity: tier === 'community' ? '1' : 'member_mark(community_code)', together: 'sum' },
    { column: 'unknown', ofCommunity: 'residents is null', together: 'bool_or' },
    ...(needed.has('olderResidents')
      ? ([
          { column: 'older', ofCommunity: 'older', together: 'sum' },
          { column: 'older_unknown', ofCommunity: 'older is null', together: 'bool_or' },
        ] as const)
      : []),
    ...(needed.has('budget') ? ([{ column: 'budget', ofCommunity: 'budget', together: 'sum' }] as const) : []),
    ...(needed.has('guidanceIssued')
      ? ([{ column: 'guidance', ofCommunity: 'guidance', together: 'sum' }] as const)
      : []),
    ...(needed.has('designated')
      ? ([{ column: 'designated', ofCommunity: 'designated', together: 'sum' }] as const)
      : []),
  ]
}
