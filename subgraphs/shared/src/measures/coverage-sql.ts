import type { Tier } from '@shequ/schema/tiers'
import { registersOf } from './communities-sql.js'
import { mergedPeriods, placeSql, type Question } from './plan-question.js'
import { isRegisterScope, returnsSql, type Scopes } from './scopes.js'

/** The CTE `<name>_coverage`: whose returns a figure is made of, by scope, and what registers say of them. */
export function coverageSql(name: string, question: Question, scopes: Scopes, tier: Tier): string {
  const periods = mergedPeriods(question)
  const needed = registersOf(question, tier)
  const total = (column: string, condition: string) => `coalesce(sum(${column}) filter (where ${condition}), 0)`
  const columns = scopes.keys.flatMap((key) => {
    const reported = `is_${key}`
    return [
      `${total('n', reported)} as reported_${key}`,
      `${isRegisterScope(key) ? '0' : total('n', `${returnsSql(scopes, key)} and not ${reported}`)}::bigint as withheld_${key}`,
      `(sum(residents) filter (where ${reported}))::float8 / ${periods} as residents_${key}`,
      `bool_or(${reported} and unknown) as unknown_${key}`,
      `max(released_at) filter (where ${reported}) as as_of_${key}`,
      `sum(members) filter (where ${reported}) as members_${key}`,
      ...(needed.has('olderResidents')
        ? [
            `(sum(older) filter (where ${reported}))::float8 / ${periods} as older_${key}`,
            `bool_or(${reported} and older_unknown) as older_unknown_${key}`,
          ]
        : []),
      ...(needed.has('budget') ? [`${total('budget', reported)}::float8 as budget_${key}`] : []),
      ...(needed.has('guidanceIssued') ? [`${total('guidance', reported)}::float8 as guidance_${key}`] : []),
    ]
  })
  if (needed.has('designated')) columns.push('sum(designated) as designated')
  return `${name}_coverage as (
  select owner, unit, ${placeSql(question)} as place, sum(n) as expected, ${total('n', 'returned')} as received,
    sum(residents)::float8 / ${periods} as residents,
    ${columns.join(',\n    ')}
  from ${name}_member where rank = 0 group by 1, 2, 3
)`
}
