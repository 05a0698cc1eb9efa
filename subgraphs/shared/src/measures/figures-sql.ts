import { breakdownOf } from '@shequ/schema/measures/breakdowns'
import { type BaseCountName, baseCountNames, columnOf } from '@shequ/schema/measures/base-counts'
import type { Tier } from '@shequ/schema/tiers'
import type { Breakdown } from './choose-cells.js'
import { passesSql } from './communities-sql.js'
import { baseCountOf, baseCountsOf, registerCountsOf } from './measure-counts.js'
import type { Parameters } from './parameters.js'
import type { AreaLevel, Question } from './plan-question.js'
import { keyOf, type Scopes } from './scopes.js'
import { isKnownTo } from './tier-figures.js'

/** Figures for one way to take areas together: `row` by the question's level, `total` for all of them. */
export interface Figures {
  readonly name: 'row' | 'total'
  readonly level: AreaLevel | null
  readonly breakdowns: readonly Breakdown[]
}

const unitOfCommunity = {
  BOROUGH: 'n.borough_code',
  STREET: 'n.street_code',
  COMMUNITY: 'n.community_code',
} as const

/**
 * The CTEs of figures: `<name>_sum`, the sums that may stand for areas; `<name>_member`, each community with whether it
 * is in the figure; `<name>_coverage`; `<name>_amount`, the counts' bounds; `<name>_figure`, all of them together.
 *
 * An area that is asked about whole is its sum and those of its communities that are not in it. The largest area with a
 * sum that the reader may see takes part, smaller ones where it has none, and communities by name where none has.
 */
export function figuresSql(
  figures: Figures,
  question: Question,
  scopes: Scopes,
  tier: Tier,
  parameters: Parameters,
): string {
  const ranks = ranksOf(figures.level)
  return [
    ...(ranks.length > 0 ? [sumSql(figures, question, scopes, parameters)] : []),
    memberSql(figures, scopes, ranks),
    coverageSql(figures, question, scopes, tier),
    outputSql(figures, parameters),
    amountSql(figures, question, scopes, ranks.length > 0),
    figureSql(figures, question),
  ].join(',\n')
}

/** Which areas' sums may stand in a figure: 1 all that is asked about, 2 a borough, 3 a street. */
function ranksOf(level: AreaLevel | null): readonly (1 | 2 | 3)[] {
  if (level === 'COMMUNITY') return []
  if (level === 'STREET') return [3]
  return level === 'BOROUGH' ? [2, 3] : [1, 2, 3]
}

const isStreet = `(right(s.division_code, 3) = '000' and substr(s.division_code, 7, 3) <> '000')`

function sumSql({ name, level }: Figures, question: Question, { datasets }: Scopes, parameters: Parameters): string {
  const rank =
    level === null
      ? `case when s.division_code = o.owner then 1 when ${isStreet} then 3 else 2 end`
      : `case when ${isStreet} then 3 else 2 end`
  const unit = {
    BOROUGH: `left(s.division_code, 6) || '000000'`,
    STREET: 's.division_code',
    COMMUNITY: `''`,
    ALL: `''`,
  }[level ?? 'ALL']
  const ok = datasets.map(({ key, place }) => `coalesce(s.levels[${place}] >= o.reader, false) as ok_${key}`)
  const chosen = datasets.map(({ key }) => {
    const larger = [
      ...(level === null ? [`bool_or(rank = 1 and ok_${key}) over (partition by owner, place)`] : []),
      `bool_or(rank = 2 and ok_${key}) over (partition by owner, place, left(division_code, 6))`,
    ]
    const above =
      level === null
        ? `rank = 2 and ${larger[0]} or rank = 3 and (${larger.join(' or ')})`
        : `rank = 3 and ${larger[0]}`
    return `ok_${key} and not (${above}) as in_${key}`
  })
  const only = level === 'STREET' ? `and ${isStreet}` : ''
  return `${name}_sum as materialized (
  select *, ${chosen.length === 0 ? 'false as in_none' : chosen.join(', ')} from (
    select o.owner, ${unit} as unit, p.place, s.period, s.division_code, ${rank} as rank${ok.map((column) => `, ${column}`).join('')}
    from owner o cross join period p
    join measure_return s on s.kind = 'SUM' and s.period = p.period and s.division_code between o.owner and o.last_code
    where true ${only} ${wholeSql(question, parameters)}
  ) candidate
)`
}

/** That no community of a sum's area is left out by the question's filter. */
function wholeSql(question: Question, parameters: Parameters): string {
  const passes = passesSql(question, parameters)
  if (passes === 'true') return ''
  const inside = ['area.street_code', 'area.borough_code', 'area.city_code']
  return inside
    .map((column) => `and not exists (select from area where ${column} = s.division_code and not (${passes}))`)
    .join(' ')
}

function memberSql({ name, level }: Figures, { datasets, row }: Scopes, ranks: readonly (1 | 2 | 3)[]): string {
  const covers = ranks.map((rank) => {
    const area = { 1: 'n.owner', 2: 'n.borough_code', 3: 'n.street_code' }[rank]
    return `left join ${name}_sum s${rank} on s${rank}.rank = ${rank} and s${rank}.owner = n.owner and s${rank}.place = n.place and s${rank}.division_code = ${area}`
  })
  const columns = datasets.flatMap(({ key }) => {
    const covered = ranks.map((rank) => `coalesce(s${rank}.ok_${key}, false)`).join(' or ')
    const inSum = covered === '' ? 'false' : `(n.summed_${key} and (${covered}))`
    return [`n.open_${key} and not ${inSum} as in_${key}`, `(n.open_${key} or ${inSum}) as is_${key}`]
  })
  const all = row === 'a' ? `, ${datasets.map(({ key }) => `is_${key}`).join(' and ')} as is_a` : ''
  return `${name}_member as materialized (select *, true as is_r${all} from (
  select n.*, ${level === null ? `''` : unitOfCommunity[level]} as unit${columns.map((column) => `, ${column}`).join('')}
  from named n ${covers.join('\n  ')}
) member)`
}

function coverageSql({ name }: Figures, question: Question, { keys }: Scopes, tier: Tier): string {
  const periods = mergedPeriods(question)
  const needed = new Set(question.measures.filter((measure) => isKnownTo(tier, measure)).flatMap(registerCountsOf))
  const columns = keys.flatMap((key) => [
    `count(*) filter (where is_${key}) as reported_${key}`,
    `count(*) filter (where returned and not is_${key}) as withheld_${key}`,
    `count(*) filter (where not returned and not is_${key}) as missing_${key}`,
    `(sum(residents) filter (where is_${key}))::float8 / ${periods} as residents_${key}`,
    `max(released_at) filter (where is_${key}) as as_of_${key}`,
    `bool_or(is_${key} and residents is null) as unknown_${key}`,
    ...(needed.has('olderResidents')
      ? [
          `(sum(older_residents) filter (where is_${key}))::float8 / ${periods} as older_${key}`,
          `bool_or(is_${key} and older_residents is null) as older_unknown_${key}`,
        ]
      : []),
    ...(needed.has('budget') ? [`coalesce(sum(budget) filter (where is_${key}), 0)::float8 as budget_${key}`] : []),
    ...(needed.has('guidanceIssued')
      ? [`coalesce(sum(guidance_issued) filter (where is_${key}), 0)::float8 as guidance_${key}`]
      : []),
  ])
  if (needed.has('designated')) columns.push('count(*) filter (where designated) as designated')
  return `${name}_coverage as (
  select owner, unit, ${placeOf(question)} as place, count(*) as expected, count(*) filter (where returned) as received,
    sum(residents)::float8 / ${periods} as residents, ${columns.join(',\n    ')}
  from ${name}_member group by 1, 2, 3
)`
}

function outputSql({ name, breakdowns }: Figures, parameters: Parameters): string {
  const cells = breakdowns.flatMap((breakdown, output) => breakdown.cells.map((cell) => ({ ...cell, output })))
  const lists = [
    parameters.add(
      cells.map(({ output }) => output),
      'int[]',
    ),
    parameters.add(
      cells.map(({ group }) => group),
      'cell_group[]',
    ),
    parameters.add(
      cells.map(({ kind }) => kind),
      'cell_kind[]',
    ),
    parameters.add(
      cells.map(({ group, kind }) => breakdownOf(group, kind)),
      'int[]',
    ),
  ]
  return `${name}_cell (output, learner_group, programme_kind, breakdown) as materialized (select * from unnest(${lists.join(', ')}))`
}

function amountSql({ name }: Figures, question: Question, { datasets }: Scopes, hasSums: boolean): string {
  const counts = countsOfQuestion(question)
  const flags = datasets.map(({ key }) => `in_${key}`)
  if (counts.length === 0) {
    return `${name}_amount as (select null::text as owner, null::text as unit, null::bigint as place, null::int as output where false)`
  }
  const sources = [`${name}_member`, ...(hasSums ? [`${name}_sum`] : [])].map((source) => {
    const code = source.endsWith('_sum') ? 'division_code' : 'community_code'
    return `select owner, unit, place, period, ${code} as division_code, ${flags.join(', ')} from ${source} where ${flags.join(' or ')}`
  })
  return `${name}_amount as (
  select s.owner, s.unit, ${placeOf(question, 's')} as place, b.output, ${counts.flatMap(boundsOf).join(',\n    ')}
  from (${sources.join(' union all ')}) s
  join measure_return r on r.division_code = s.division_code and r.period = s.period
  cross join ${name}_cell b
  left join cell on cell.division_code = s.division_code and cell.period = s.period
    and cell.learner_group = b.learner_group and cell.programme_kind = b.programme_kind
  group by 1, 2, 3, 4
)`
}

/** The least and the most of a count, summed: the same where nothing is hidden. */
function boundsOf(count: BaseCountName): readonly string[] {
  const place = baseCountNames.indexOf(count) + 1
  const column = columnOf(count)
  const key = keyOf(baseCountOf(count).dataset)
  const sum = (end: 0 | 1, otherwise: string) =>
    `sum(case when not s.in_${key} then 0 when (r.hidden[${place}] >> b.breakdown) & 1 = 1
      then coalesce((cell.bounds->'${count}'->>${end})::bigint, ${otherwise}) else coalesce(cell.${column}, 0) end)::float8`
  return [`${sum(0, '0')} as low_${column}`, `${sum(1, `r.high[${place}]`)} as high_${column}`]
}

function figureSql({ name }: Figures, question: Question): string {
  const columns = countsOfQuestion(question).flatMap((count) =>
    ['low', 'high'].map((end) => `coalesce(a.${end}_${columnOf(count)}, 0) as ${end}_${columnOf(count)}`),
  )
  return `${name}_figure as (
  select c.*, o.output${columns.map((column) => `, ${column}`).join('')}
  from ${name}_coverage c cross join (select distinct output from ${name}_cell) o
  left join ${name}_amount a on a.owner = c.owner and a.unit = c.unit and a.place = c.place and a.output = o.output
)`
}

function countsOfQuestion({ measures }: Question): readonly BaseCountName[] {
  return [...new Set(measures.flatMap(baseCountsOf))]
}

function placeOf(question: Question, alias?: string): string {
  return mergedPeriods(question) > 1 ? '1::bigint' : alias === undefined ? 'place' : `${alias}.place`
}

/** How many periods a row takes together. */
export function mergedPeriods({ byPeriod, periods }: Question): number {
  return byPeriod ? 1 : periods.length
}
