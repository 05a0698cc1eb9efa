import type { Tier } from '@shequ/schema/tiers'
import { registersOf } from './communities-sql.js'
import { mergedPeriods, placeSql, type Question } from './plan-question.js'
import { isRegisterScope, returnScope, type Scopes } from './scopes.js'

const totals = ['communities', 'residents', 'residents_unknown', 'older_residents', 'older_unknown']

/** The CTE `<name>_coverage` (see `coverage-sql.ts`), read off the tallies. */
export function talliedCoverageSql(name: string, question: Question, { keys, datasets }: Scopes, tier: Tier): string {
  const [dataset] = datasets
  // What older returns say nothing of is not withheld there.
  const toldOf = dataset?.isLate ? 'd' : 'r'
  const periods = mergedPeriods(question)
  const wantsOlder = registersOf(question, tier).has('olderResidents')
  const total = (alias: string) => totals.map((column) => `sum(${alias}.${column}) as ${column}`).join(', ')
  const by = (alias: string) => `${alias}.owner, ${alias}.unit, ${placeSql(question, `${alias}.`)} as place`
  const people = (alias: string, column: string, unknown: string) =>
    `case when ${alias}.communities > ${alias}.${unknown} then ${alias}.${column}::float8 / ${periods} end`
  const columns = keys.flatMap((key) => {
    const isOfRegister = isRegisterScope(key)
    const isOfReturns = key === returnScope
    const alias = isOfRegister ? 'e' : isOfReturns ? 'r' : 'c'
    return [
      `coalesce(${alias}.communities, 0)::bigint as reported_${key}`,
      `${isOfRegister || isOfReturns ? '0' : `coalesce(${toldOf}.communities, 0) - coalesce(c.communities, 0)`}::bigint as withheld_${key}`,
      `${people(alias, 'residents', 'residents_unknown')} as residents_${key}`,
      `coalesce(${alias}.residents_unknown > 0, false) as unknown_${key}`,
      `${isOfRegister ? 'r' : alias}.released_at as as_of_${key}`,
      ...(isOfRegister ? [] : [`${alias}.members as members_${key}`]),
      ...(wantsOlder
        ? [
            `${people(alias, 'older_residents', 'older_unknown')} as older_${key}`,
            `coalesce(${alias}.older_unknown > 0, false) as older_unknown_${key}`,
          ]
        : []),
    ]
  })
  const tallied = (alias: string, place: number) =>
    `join return_tally t on t.area_code = ${alias}.area_code and t.period = ${alias}.period and t.dataset = ${place}`
  return `${name}_coverage as (
  select e.owner, e.unit, e.place, e.communities as expected, coalesce(r.communities, 0) as received, ${people('e', 'residents', 'residents_unknown')} as residents,
    ${columns.join(',\n    ')}
  from (select ${by('w')}, ${total('w')} from ${name}_root w group by 1, 2, 3) e
  left join (select ${by('w')}, ${total('t')}, max(t.released_at) as released_at, sum(t.members) as members from ${name}_root w ${tallied('w', 1)} group by 1, 2, 3) r using (owner, unit, place)${
    dataset?.isLate
      ? `
  left join (select ${by('w')}, sum(t.communities) as communities from ${name}_root w ${tallied('w', dataset.place)} group by 1, 2, 3) d using (owner, unit, place)`
      : ''
  }${
    dataset === undefined
      ? ''
      : `
  left join (
    select ${by('p')}, ${total('t')}, max(t.released_at) as released_at, sum(t.members) as members from ${name}_part p ${tallied('p', dataset.place)}
    where t.level >= p.reader or (t.summed and p.is_sum) group by 1, 2, 3
  ) c using (owner, unit, place)`
  }
)`
}
