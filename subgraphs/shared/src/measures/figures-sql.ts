import { columnOf } from '@shequ/schema/measures/base-counts'
import type { Tier } from '@shequ/schema/tiers'
import { amountsSql, cellsSql } from './amounts-sql.js'
import type { Breakdown } from './choose-cells.js'
import { coverageSql } from './coverage-sql.js'
import { areaMembersSql, communityMembersSql } from './members-sql.js'
import { baseCountsOfAll } from './measure-counts.js'
import type { Parameters } from './parameters.js'
import type { AreaLevel, Question } from './plan-question.js'
import type { Scopes } from './scopes.js'

/** Figures for one way to take areas together: `row` by the question's level, `total` for all of them. */
export interface Figures {
  readonly name: 'row' | 'total'
  readonly level: AreaLevel | null
  readonly breakdowns: readonly Breakdown[]
}

/**
 * The CTEs of figures: `<name>_member`, the sums and communities that make them; `<name>_coverage`; `<name>_cell`, the
 * cells that are read; `<name>_amount`, the counts' bounds; `<name>_figure`, all of it together.
 */
export function figuresSql(
  figures: Figures,
  question: Question,
  scopes: Scopes,
  tier: Tier,
  parameters: Parameters,
): string {
  return [
    figures.level === 'COMMUNITY'
      ? communityMembersSql(figures.name, question, scopes, tier)
      : areaMembersSql(figures.name, figures.level, question, scopes, tier),
    coverageSql(figures.name, question, scopes, tier),
    cellsSql(figures.name, figures.breakdowns, parameters),
    amountsSql(figures.name, figures.level, question, scopes),
    figureSql(figures.name, question),
  ].join(',\n')
}

function figureSql(name: Figures['name'], { measures }: Question): string {
  const columns = baseCountsOfAll(measures).flatMap((count) =>
    ['low', 'high'].map((end) => `, coalesce(a.${end}_${columnOf(count)}, 0) as ${end}_${columnOf(count)}`),
  )
  return `${name}_figure as (
  select c.*, o.output${columns.join('')}
  from ${name}_coverage c cross join (select distinct output from ${name}_cell) o
  left join ${name}_amount a on a.owner = c.owner and a.unit = c.unit and a.place = c.place and a.output = o.output
)`
}
