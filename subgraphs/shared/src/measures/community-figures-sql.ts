import { type BaseCountName, columnOf } from '@shequ/schema/measures/base-counts'
import type { Tier } from '@shequ/schema/tiers'
import type { Breakdown } from './choose-cells.js'
import { isBudgetedSql, registersOf } from './communities-sql.js'
import { baseCountOf, baseCountsOfAll } from './measure-counts.js'
import { designatedSql, hiddenColumns } from './named-sql.js'
import type { AreaLevel } from './measure-query.js'
import { begunSql, endedSql, mergedPeriods, type Question } from './plan-question.js'
import {
  budgetScope,
  isRegisterScope,
  keyOf,
  lastDayScope,
  lateReturns,
  registerScope,
  returnScope,
  returnsSql,
  type Scopes,
} from './scopes.js'

/** Whether each figure is one community's in one period, from one cell: nothing is to be added up then. */
export function isOfOneReturn(level: AreaLevel | null, question: Question, breakdowns: readonly Breakdown[]): boolean {
  return level === 'COMMUNITY' && mergedPeriods(question) === 1 && breakdowns.every(({ cells }) => cells.length === 1)
}

/** The CTE `<name>_figure` of figures that are each read from one return: a row for a community, a period and a breakdown. */
export function communityFiguresSql(name: string, question: Question, scopes: Scopes, tier: Tier): string {
  const { datasets, keys } = scopes
  const needed = registersOf(question, tier)
  const hasFigures = needed.has('budget') || needed.has('guidanceIssued')
  const opens = datasets.map(({ key, place }) => `coalesce(r.levels[${place}] >= c.reader, false) as open_${key}`)
  const columns = [
    ...opens,
    ...lateReturns(scopes).map(({ column, sql }) => `${sql} as ${column}`),
    `${isBudgetedSql(question, tier)} as budgeted`,
    ...hiddenColumns(question, 'r'),
    ...(hasFigures ? ['f.budget', 'f.guidance_issued as guidance'] : []),
    ...(needed.has('designated') ? [`${designatedSql} as designated`] : []),
  ]
  const figures = hasFigures
    ? 'left join register_figure f on f.community_code = c.community_code and f.period = p.period'
    : ''
  const counts = baseCountsOfAll(question.measures)
  const cells =
    counts.length === 0
      ? ''
      : `left join lateral (
    select ${[...counts.map(columnOf), 'bounds'].join(', ')} from cell where division_code = n.unit and period = n.period
      and learner_group = b.learner_group and programme_kind = b.programme_kind offset 0
  ) cell on n.returned`
  return `${name}_figure as (
  select n.owner, n.unit, n.place, b.output, 1::bigint as expected, n.returned::int::bigint as received, n.residents::float8 as residents,
    ${[
      ...keys.flatMap((key) => coverageOf(key, scopes, needed, question)),
      ...(needed.has('designated') ? ['n.designated'] : []),
      ...counts.flatMap(boundsOf),
    ].join(',\n    ')}
  from (
    select c.owner, c.community_code as unit, p.place, p.period, r.division_code is not null as returned, r.released_at,
      c.residents, c.older_residents as older${columns.map((column) => `, ${column}`).join('')}
    from period p cross join community c
    left join ${communityReturnsSql(question)} on r.division_code = c.community_code and r.period = p.period
    ${figures}
  ) n cross join ${name}_cell b
  ${cells}
)`
}

/**
 * The returns `r` of the owners' communities, read period by period as they stand in their index; of communities that are
 * named in the filter, one by one. (`offset 0` keeps the planner from reading all returns there are.)
 */
function communityReturnsSql({ filter }: Question): string {
  const named = `from measure_return where kind = 'NAMED' and period = p.period`
  if (filter.communities) return `lateral (select * ${named} and division_code = c.community_code offset 0) r`
  return `(
      select r.* from owner o cross join period p
      cross join lateral (select * ${named} and division_code between o.owner and o.last_code offset 0) r
    ) r`
}

/** What one community's return makes of each scope's coverage. */
function coverageOf(
  key: string,
  scopes: Scopes,
  needed: ReturnType<typeof registersOf>,
  question: Question,
): readonly string[] {
  const { datasets } = scopes
  const begun = begunSql(question, 'n.')
  const isReported =
    key === registerScope
      ? begun
      : key === lastDayScope
        ? endedSql(question, 'n.')
        : key === budgetScope
          ? `(${begun} and n.budgeted)`
          : key === returnScope
            ? 'n.returned'
            : key === 'a'
              ? `(${datasets.map((dataset) => `n.open_${dataset.key}`).join(' and ')})`
              : `n.open_${key}`
  const when = (value: string) => `case when ${isReported} then ${value} end`
  return [
    `${isReported}::int::bigint as reported_${key}`,
    `${isRegisterScope(key) ? '0' : `(${returnsSql(scopes, key, 'n.')} and not ${isReported})::int`}::bigint as withheld_${key}`,
    `${when('n.residents')}::float8 as residents_${key}`,
    `(${isReported} and n.residents is null) as unknown_${key}`,
    `${when('n.released_at')} as as_of_${key}`,
    `${isReported}::int::bigint as members_${key}`,
    ...(needed.has('olderResidents')
      ? [`${when('n.older')}::float8 as older_${key}`, `(${isReported} and n.older is null) as older_unknown_${key}`]
      : []),
    ...(needed.has('budget') ? [`coalesce(${when('n.budget')}, 0)::float8 as budget_${key}`] : []),
    ...(needed.has('guidanceIssued') ? [`coalesce(${when('n.guidance')}, 0)::float8 as guidance_${key}`] : []),
  ]
}

/** The bounds of a count: the same where it is not hidden. */
function boundsOf(count: BaseCountName): readonly string[] {
  const column = columnOf(count)
  const open = `n.open_${keyOf(baseCountOf(count).dataset)}`
  const bound = (end: 0 | 1, otherwise: string) =>
    `(case when not ${open} then 0 when (n.hidden_${column} >> b.breakdown) & 1 = 1
      then coalesce((cell.bounds->'${count}'->>${end})::bigint, ${otherwise}) else coalesce(cell.${column}, 0) end)::float8`
  return [`${bound(0, '0')} as low_${column}`, `${bound(1, `n.most_${column}`)} as high_${column}`]
}
