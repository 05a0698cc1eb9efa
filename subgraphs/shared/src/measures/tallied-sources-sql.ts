import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { Owner } from './communities-sql.js'
import { hiddenColumnNames, hiddenColumns } from './named-sql.js'
import type { AreaLevel } from './measure-query.js'
import type { Question } from './plan-question.js'
import type { Scopes } from './scopes.js'
import type { TalliedLevel } from './tallied.js'
import { partLevels } from './tallied-areas-sql.js'

const columnOf = { CITY: 'city_code', BOROUGH: 'borough_code', STREET: 'street_code' } as const

/** The condition of the index on returns that no sum holds whole. */
const isAlone = '(cardinality(r.summed) = cardinality(r.levels) and true = all (r.summed)) is not true'

/**
 * The returns that figures read off the tallies add up: the sums of their parts, and communities by name where these are
 * in none, looked for only where the tally counts any.
 */
export function talliedSourcesSql(
  name: string,
  level: AreaLevel | null,
  question: Question,
  { datasets: [dataset] }: Scopes,
  owners: readonly Owner[],
): string {
  const { key = '', place = 0 } = dataset ?? {}
  const columns = (alias: string) =>
    ['owner', 'unit', 'place', 'period'].map((column) => `${alias}.${column}`).join(', ')
  const sums = `select ${columns('p')}, p.area_code as division_code, true as in_${key}, ${hiddenColumnNames(question).join(', ')} from ${name}_part p where p.is_sum`
  const ofCity = Math.min(...owners.map(({ code }) => withoutPadding(code).length))
  const digits = { CITY: ofCity, BOROUGH: 6, STREET: 9 }
  const named = (of: TalliedLevel, isSum: boolean) =>
    `select ${columns('p')}, r.division_code, true, ${hiddenColumns(question, 'r').join(', ')}
    from ${name}_part_${of} p
    join measure_return r on r.kind = 'NAMED' and r.period = p.period and r.levels[${place}] >= p.reader
      and r.division_code between p.area_code and rpad(left(p.area_code, ${digits[of]}), 12, '9')${isSum ? ` and ${isAlone} and not coalesce(r.summed[${place}], false)` : ''}
    join area a on a.community_code = r.division_code and a.${columnOf[of]} = p.area_code
    where ${isSum ? '' : 'not '}p.is_sum and exists (select from return_tally t where t.area_code = p.area_code and t.period = p.period
      and t.dataset = ${place} and t.level >= p.reader${isSum ? ' and not t.summed' : ''})`
  return [sums, ...partLevels(level, question, owners).map((of) => named(of, true)), named('STREET', false)].join(
    '\n    union all\n    ',
  )
}
