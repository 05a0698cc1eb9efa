import type { Owner } from './communities-sql.js'
import { hiddenColumnNames, hiddenColumns } from './named-sql.js'
import type { Parameters } from './parameters.js'
import type { AreaLevel } from './measure-query.js'
import type { Question } from './plan-question.js'
import type { Scopes } from './scopes.js'
import { ownerLevel, rootLevel, type TalliedLevel, talliedLevels } from './tallied.js'

/** The column of `register_tally` that names the area of a level which a row lies in. */
const columnOf = { CITY: 'city_code', BOROUGH: 'borough_code', STREET: 'area_code' } as const

/** The CTE `<name>_root`: the whole areas that figures are of, in each period, with what the register tells of them. */
export function rootsSql(
  name: string,
  level: AreaLevel | null,
  question: Question,
  owners: readonly Owner[],
  parameters: Parameters,
): string {
  const { filter } = question
  const unit = { BOROUGH: 't.borough_code', STREET: 't.area_code', COMMUNITY: 'null', ALL: `''::text` }[level ?? 'ALL']
  const conditions = [
    ...(filter.boroughs ? [`and t.borough_code = any(${parameters.add(filter.boroughs, 'text[]')})`] : []),
    ...(filter.streets ? [`and t.area_code = any(${parameters.add(filter.streets, 'text[]')})`] : []),
  ]
  return `${name}_root as materialized (
  select o.owner, o.reader, ${unit} as unit, p.place, p.period, t.area_code, t.communities, t.residents, t.residents_unknown, t.older_residents, t.older_unknown
  from owner o join register_tally t on t.area_level = '${rootLevel(level, question, owners)}' and t.${columnOf[ownerLevel(owners) ?? 'CITY']} = o.owner ${conditions.join(' ')}
  cross join period p
)`
}

/** The levels at which the parts of figures may be, the largest first. */
export function partLevels(
  level: AreaLevel | null,
  question: Question,
  owners: readonly Owner[],
): readonly TalliedLevel[] {
  return talliedLevels.slice(talliedLevels.indexOf(rootLevel(level, question, owners)))
}

/**
 * The CTEs `<name>_part_<level>` and `<name>_part`: the areas of which figures are made. One whose sum the reader may see is
 * its sum (`is_sum`); any other is the areas that it consists of, and a street without a sum its communities by name.
 */
export function partsSql(
  name: string,
  level: AreaLevel | null,
  question: Question,
  { datasets: [dataset] }: Scopes,
  owners: readonly Owner[],
): readonly string[] {
  if (dataset === undefined) return []
  const levels = partLevels(level, question, owners)
  const own = ['owner', 'reader', 'unit', 'place', 'period']
  const listed = (alias: string) => own.map((column) => `${alias}.${column}`).join(', ')
  const hidden = hiddenColumns(question, 's').map((column) => `, ${column}`)
  const stages = levels.map((of, stage) => {
    const above = levels[stage - 1]
    const source =
      above === undefined
        ? `${name}_root`
        : `(select ${listed('p')}, t.area_code from ${name}_part_${above} p
      join register_tally t on t.area_level = '${of}' and t.${columnOf[above]} = p.area_code where not p.is_sum)`
    return `${name}_part_${of} as materialized (
  select ${listed('w')}, w.area_code, s.division_code is not null as is_sum${hidden.join('')}
  from ${source} w
  left join measure_return s on s.division_code = w.area_code and s.period = w.period and s.kind = 'SUM' and s.levels[${dataset.place}] >= w.reader
)`
  })
  const columns = [...own, 'area_code', 'is_sum', ...hiddenColumnNames(question)].join(', ')
  const parts = levels.map((of) => `select ${columns} from ${name}_part_${of}${of === 'STREET' ? '' : ' where is_sum'}`)
  return [...stages, `${name}_part as (${parts.join(' union all ')})`]
}
