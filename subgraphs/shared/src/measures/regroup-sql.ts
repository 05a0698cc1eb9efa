import { columnOf } from '@shequ/schema/measures/base-counts'
import type { Tier } from '@shequ/schema/tiers'
import { areasTogether } from './area-groups.js'
import { type Owner, registersOf } from './communities-sql.js'
import { baseCountsOfAll } from './measure-counts.js'
import { baseSql } from './measure-sql.js'
import type { Parameters } from './parameters.js'
import type { Question } from './plan-question.js'
import type { QuestionPart } from './question-parts.js'
import type { Scopes } from './scopes.js'
import { tightenedJoin } from './tightened-figures.js'

/** Where groups of areas are asked for, the CTEs of which areas make which row: `row_group` and `total_group`. */
export function areaGroupsSql({ groups, wantsTotals }: Question, parameters: Parameters): readonly string[] {
  if (groups === null) return []
  const member = (name: string, list: readonly (readonly [unit: string, code: string])[]) => {
    const units = parameters.add(
      list.map(([unit]) => unit),
      'text[]',
    )
    const codes = parameters.add(
      list.map(([, code]) => code),
      'text[]',
    )
    return `${name}_group (unit, code) as materialized (select * from unnest(${units}, ${codes}))`
  }
  const rows = groups.flatMap(({ codes }, index) => codes.map((code) => [String(index), code] as const))
  return [
    member('row', rows),
    ...(wantsTotals
      ? [
          member(
            'total',
            areasTogether(groups).map((code) => ['', code] as const),
          ),
        ]
      : []),
  ]
}

/**
 * The CTE `<of>_figure` of rows that take areas together: each figure is what the areas' own come to, their bounds added up. So
 * it tells no more than these do. Of cities side by side, it is of one table, which has the first city's code.
 */
export function regroupSql(
  of: 'row' | 'total',
  parts: readonly QuestionPart[],
  question: Question,
  scopes: Scopes,
  owners: readonly Owner[],
  tier: Tier,
  isTightened: boolean,
  parameters: Parameters,
): string {
  const table = question.areBeside ? parameters.add(owners[0]?.code ?? '', 'text') : 'g.owner'
  const columns = columnsOf(question, scopes, tier)
  const counts = baseCountsOfAll(question.measures)
  const bounds = counts.flatMap((count) => [`low_${columnOf(count)}`, `high_${columnOf(count)}`])
  const known = counts.flatMap((count) => [baseSql(count, 'low', isTightened), baseSql(count, 'high', isTightened)])
  const names = [...columns.map(({ name }) => name), ...bounds]
  const selects = parts.flatMap(({ figures }) =>
    figures
      .filter((figure) => figure.of.includes(of))
      .map(({ name, level }) => {
        const join = isTightened ? tightenedJoin(name, question) : ''
        const unit = question.groups === null ? unitSql(of, level, question) : 'm.unit'
        const member = question.groups === null ? '' : `join ${of}_group m on m.code = g.unit`
        return `select ${table} as owner, ${unit} as unit, g.place, g.output, ${[...columns.map(({ name: column }) => `g.${column}`), ...known].join(', ')}
    from ${name}_figure g ${member} ${join}`
      }),
  )
  const sums = [
    ...columns.map(({ name, together }) => `${together}(${name}) as ${name}`),
    ...bounds.map((name) => `sum(${name}) as ${name}`),
  ]
  return `${of}_figure as (
  select owner, unit, place, output, ${sums.join(', ')} from (
    ${selects.join('\n    union all\n    ')}
  ) apart (owner, unit, place, output, ${names.join(', ')}) group by 1, 2, 3, 4
)`
}

/** Rows of cities side by side: by city, by areas, or all together. */
function unitSql(of: 'row' | 'total', level: string | null, { byCity }: Question): string {
  if (of === 'row' && level !== null) return 'g.unit'
  return of === 'row' && byCity ? 'g.owner' : `''`
}

interface Column {
  readonly name: string
  readonly together: 'sum' | 'bool_or' | 'max'
}

/** The columns of figures beside their counts, and how those of several areas are one. */
function columnsOf(question: Question, { keys }: Scopes, tier: Tier): readonly Column[] {
  const needed = registersOf(question, tier)
  const summed = (names: readonly string[]) => names.map((name): Column => ({ name, together: 'sum' }))
  return [
    ...summed(['expected', 'received', 'residents', ...(needed.has('designated') ? ['designated'] : [])]),
    ...keys.flatMap((key) => [
      ...summed([`reported_${key}`, `withheld_${key}`, `residents_${key}`]),
      { name: `unknown_${key}`, together: 'bool_or' } as const,
      { name: `as_of_${key}`, together: 'max' } as const,
      ...(needed.has('olderResidents')
        ? [...summed([`older_${key}`]), { name: `older_unknown_${key}`, together: 'bool_or' } as const]
        : []),
      ...summed(needed.has('budget') ? [`budget_${key}`] : []),
      ...summed(needed.has('guidanceIssued') ? [`guidance_${key}`] : []),
    ]),
  ]
}
