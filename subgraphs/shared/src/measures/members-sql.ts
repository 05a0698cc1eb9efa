import type { Tier } from '@shequ/schema/tiers'
import { passesSql, periodsOf } from './communities-sql.js'
import { hiddenColumnNames, hiddenColumns, stockColumns } from './named-sql.js'
import type { Parameters } from './parameters.js'
import type { AreaLevel } from './measure-query.js'
import { begunSql, endedSql, type Question } from './plan-question.js'
import { lateReturns, type Scopes } from './scopes.js'

/** Members of figures by community: each stands for itself, under its name. */
export function communityMembersSql(name: string, question: Question, scopes: Scopes, tier: Tier): string {
  const { datasets, row } = scopes
  const flags = datasets.flatMap(({ key }) => [`open_${key} as in_${key}`, `open_${key} as is_${key}`])
  const all = row === 'a' ? [`${datasets.map(({ key }) => `open_${key}`).join(' and ')} as is_a`] : []
  const stocks = stockColumns(question, tier).map(({ column, ofCommunity }) => `${ofCommunity} as ${column}`)
  return `${name}_member as (select owner, community_code as unit, place, period, community_code as division_code, 0 as rank, returned,
  ${registerFlags(question)}, ${[...lateColumns(scopes), ...flags, ...all, ...stocks, ...hiddenColumnNames(question)].join(', ')} from named)`
}

/**
 * Members of figures by area: the sums that may stand in them, and the communities, counted by street. An area that is
 * asked about whole is its sum and those of its communities that are not in it. The largest area with a sum that the
 * reader may see takes part, smaller ones where it has none, and communities by name where none has.
 *
 * Ranks: 1 the sum of all that is asked about, 2 a borough's, 3 a street's, 0 no sum but communities.
 */
export function areaMembersSql(
  name: string,
  level: Exclude<AreaLevel, 'COMMUNITY'> | null,
  question: Question,
  scopes: Scopes,
  tier: Tier,
): string {
  const { datasets, row } = scopes
  const covered = (key: string) => coversOf(level, key).map(({ column }) => column)
  const covers = datasets.flatMap(({ key }) => coversOf(level, key).map(({ column, sql }) => `, ${sql} as ${column}`))
  const flags = datasets.flatMap(({ key }) => {
    const above = coversOf(level, key).map(({ column, rank }) => `rank > ${rank} and ${column}`)
    const inSum = `summed_${key} and (${covered(key).join(' or ')})`
    return [
      `ok_${key} and case when rank = 0 then not (${inSum}) else not (${above.join(' or ')}) end as in_${key}`,
      `(ok_${key} or ${inSum}) as is_${key}`,
    ]
  })
  const all = row === 'a' ? `, ${datasets.map(({ key }) => `is_${key}`).join(' and ')} as is_a` : ''
  return `${name}_member as materialized (select *, ${registerFlags(question)}${all} from (
  select *${flags.map((flag) => `, ${flag}`).join('')} from (
    select *${covers.join('')} from (
      ${candidatesSql(level, question, scopes, tier)}
    ) candidate
  ) covered
) member)`
}

function lateColumns(scopes: Scopes): readonly string[] {
  return lateReturns(scopes).map(({ column }) => column)
}

/** Who is in figures of registers alone, of budgets and of the returns themselves. */
function registerFlags(question: Question): string {
  return `${begunSql(question)} as is_r, ${endedSql(question)} as is_l, ${begunSql(question)} and budgeted as is_b, returned as is_q`
}

/** Whether there is a sum of a rank, which the reader may see, that the row's area lies in. */
function coversOf(level: AreaLevel | null, key: string) {
  const partitions = ['owner, place', 'owner, place, borough_code', 'owner, place, borough_code, street_code']
  return partitions.flatMap((partition, index) => {
    const rank = index + 1
    if (rank < leastRank[level ?? 'ALL']) return []
    return [
      {
        rank,
        column: `c${rank}_${key}`,
        sql: `bool_or(rank = ${rank} and ok_${key}) over (partition by ${partition})`,
      },
    ]
  })
}

const leastRank = { ALL: 1, BOROUGH: 2, STREET: 3, COMMUNITY: 4 } as const

const boroughOf = `left(s.division_code, 6) || '000000'`
const streetOf = `left(s.division_code, 9) || '000'`
const isStreet = `(s.division_code = ${streetOf} and s.division_code <> ${boroughOf})`

/** The CTE `sums`: the sums of areas that lie whole in what is asked about; in a community lies none. */
export function sumsSql(question: Question, { datasets }: Scopes, tier: Tier, parameters: Parameters): string {
  const flags = datasets.map(({ key, place }) => `coalesce(s.levels[${place}] >= o.reader, false) as open_${key}`)
  return `sums as materialized (
  select o.owner, ${boroughOf} as borough_code, ${streetOf} as street_code, ${isStreet} as is_street, s.division_code, p.place, p.period
    ${[...flags, ...hiddenColumns(question, 's')].map((column) => `, ${column}`).join('')}
  from owner o cross join period p
  join measure_return s on s.kind = 'SUM' and s.period = p.period and s.division_code between o.owner and o.last_code
    and s.period = any(${parameters.add(periodsOf(question), 'text[]')})
  where true ${tier === 'community' ? '' : wholeSql(question, parameters)}
)`
}

function candidatesSql(
  level: Exclude<AreaLevel, 'COMMUNITY'> | null,
  question: Question,
  scopes: Scopes,
  tier: Tier,
): string {
  const { datasets } = scopes
  const stocks = stockColumns(question, tier).map(({ column }) => column)
  const hidden = hiddenColumnNames(question)
  const unit = { BOROUGH: 'borough_code', STREET: 'street_code', ALL: `''` }[level ?? 'ALL']
  const rank =
    level === null
      ? 'case when division_code = owner then 1 when is_street then 3 else 2 end'
      : 'case when is_street then 3 else 2 end'
  const area = `select owner, ${unit} as unit, place, period, borough_code, street_code`
  return `${area}, 0 as rank, null as division_code, returned, budgeted, ${[
    ...datasets.flatMap(({ key }) => [`open_${key} as ok_${key}`, `summed_${key}`]),
    ...lateColumns(scopes),
    ...stocks,
    ...hidden.map((column) => `null::int as ${column}`),
  ].join(', ')} from pool
      union all
      ${area}, ${rank}, division_code, null, null, ${[
        ...datasets.flatMap(({ key }) => [`open_${key}`, 'false']),
        ...lateColumns(scopes).map(() => 'null'),
        ...stocks.map(() => 'null'),
        ...hidden,
      ].join(', ')} from sums${level === 'STREET' ? ' where is_street' : ''}`
}

/** That no community of a sum's area is left out by the question's filter. */
function wholeSql(question: Question, parameters: Parameters): string {
  const passes = passesSql(question, parameters)
  if (passes === 'true') return ''
  return ['area.street_code', 'area.borough_code', 'area.city_code']
    .map((column) => `and not exists (select from area where ${column} = s.division_code and not (${passes}))`)
    .join(' ')
}
