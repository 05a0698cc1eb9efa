import { type BaseCountName, columnOf } from '@shequ/schema/measures/base-counts'
import { breakdownOf } from '@shequ/schema/measures/breakdowns'
import type { Breakdown } from './choose-cells.js'
import { baseCountOf, baseCountsOfAll } from './measure-counts.js'
import { hiddenColumnNames } from './named-sql.js'
import type { Parameters } from './parameters.js'
import type { AreaLevel } from './measure-query.js'
import { placeSql, type Question } from './plan-question.js'
import { keyOf, lateReturns, type Scopes } from './scopes.js'

/** The CTE `<name>_cell`: the cells of the family that are read, each with the number of the breakdown it adds to. */
export function cellsSql(name: string, breakdowns: readonly Breakdown[], parameters: Parameters): string {
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

/**
 * The CTE `<name>_amount`: the least and the most that each count of a figure can be, from the cells of the returns that
 * `sources` selects. These are looked up one by one (`offset 0` keeps the planner from reading all cells there are, of
 * which it expects to need more).
 */
export function amountsSql(name: string, sources: string, question: Question): string {
  const counts = baseCountsOfAll(question.measures)
  if (counts.length === 0) {
    return `${name}_amount as (select null::text as owner, null::text as unit, null::bigint as place, null::int as output where false)`
  }
  return `${name}_amount as (
  select s.owner, s.unit, ${placeSql(question, 's.')} as place, b.output,
    ${counts.flatMap(boundsOf).join(',\n    ')}
  from (${sources}) s
  cross join ${name}_cell b
  left join lateral (
    select * from cell where division_code = s.division_code and period = s.period
      and learner_group = b.learner_group and programme_kind = b.programme_kind offset 0
  ) cell on true
  group by 1, 2, 3, 4
)`
}

/** The returns that a figure adds up. Members that stand for several communities are theirs by name. */
export function sourcesSql(name: string, level: AreaLevel | null, question: Question, scopes: Scopes): string {
  const { datasets } = scopes
  const flags = datasets.map(({ key }) => `m.in_${key}`)
  const isIn = `(${flags.join(' or ')})`
  const columns = `m.owner, m.unit, m.place, m.period`
  const hidden = (alias: string) => hiddenColumnNames(question).map((column) => `${alias}.${column}`)
  const own = `select ${columns}, m.division_code, ${[...flags, ...hidden('m')].join(', ')} from ${name}_member m where m.division_code is not null and ${isIn}`
  if (level === 'COMMUNITY') return own
  const alike = [
    ...datasets.map(({ key }) => `and n.open_${key} = m.ok_${key} and n.summed_${key} = m.summed_${key}`),
    ...lateReturns(scopes).map(({ column }) => `and n.${column} = m.${column}`),
  ]
  return `${own}
    union all
    select ${columns}, n.community_code, ${[...flags, ...hidden('n')].join(', ')} from ${name}_member m
    join named n on n.owner = m.owner and n.place = m.place and n.street_code = m.street_code ${alike.join(' ')}
    where m.rank = 0 and ${isIn}`
}

/** The bounds of a count, summed: the same where nothing is hidden. */
function boundsOf(count: BaseCountName): readonly string[] {
  const column = columnOf(count)
  const key = keyOf(baseCountOf(count).dataset)
  const sum = (end: 0 | 1, otherwise: string) =>
    `sum(case when not s.in_${key} then 0 when (s.hidden_${column} >> b.breakdown) & 1 = 1
      then coalesce((cell.bounds->'${count}'->>${end})::bigint, ${otherwise}) else coalesce(cell.${column}, 0) end)::float8`
  return [`${sum(0, '0')} as low_${column}`, `${sum(1, `s.most_${column}`)} as high_${column}`]
}
