import { columnOf } from '@shequ/schema/measures/base-counts'
import type { Tier } from '@shequ/schema/tiers'
import { amountsSql, cellsSql, sourcesSql } from './amounts-sql.js'
import type { Breakdown } from './choose-cells.js'
import type { Owner } from './communities-sql.js'
import { communityFiguresSql, isOfOneReturn } from './community-figures-sql.js'
import { coverageSql } from './coverage-sql.js'
import { areaMembersSql, communityMembersSql } from './members-sql.js'
import { baseCountsOfAll } from './measure-counts.js'
import type { Parameters } from './parameters.js'
import type { AreaLevel } from './measure-query.js'
import type { Question } from './plan-question.js'
import type { Scopes } from './scopes.js'
import { isTallied } from './tallied.js'
import { partsSql, rootsSql } from './tallied-areas-sql.js'
import { talliedCoverageSql } from './tallied-coverage-sql.js'
import { talliedSourcesSql } from './tallied-sources-sql.js'

/** Figures for one way to take areas together: `row` by the question's level, `total` for all of them. */
export interface Figures {
  readonly name: string
  readonly level: AreaLevel | null
  readonly breakdowns: readonly Breakdown[]
}

/** Whether figures are made of `named` and `sums`: of what each community's return lets the reader see, and of all areas' sums. */
export function readsEachReturn(
  { level, breakdowns }: Figures,
  question: Question,
  owners: readonly Owner[],
  tier: Tier,
): boolean {
  return !isOfOneReturn(level, question, breakdowns) && !isTallied(level, question, owners, tier)
}

/**
 * The CTEs of figures: `<name>_coverage`, whose returns they are; `<name>_cell`, the cells that are read; `<name>_amount`, the
 * counts' bounds; `<name>_figure`, all of it together. Read off the tallies where they tell all of it, else from the return
 * of each community.
 */
export function figuresSql(
  figures: Figures,
  question: Question,
  scopes: Scopes,
  owners: readonly Owner[],
  tier: Tier,
  parameters: Parameters,
): string {
  const { name, level, breakdowns } = figures
  if (isOfOneReturn(level, question, breakdowns)) {
    return [cellsSql(name, breakdowns, parameters), communityFiguresSql(name, question, scopes, tier)].join(',\n')
  }
  const parts = isTallied(level, question, owners, tier)
    ? [
        rootsSql(name, level, question, owners, parameters),
        ...partsSql(name, level, question, scopes, owners),
        talliedCoverageSql(name, question, scopes, tier),
        amountsSql(name, talliedSourcesSql(name, level, question, scopes, owners), question),
      ]
    : [
        level === 'COMMUNITY'
          ? communityMembersSql(name, question, scopes, tier)
          : areaMembersSql(name, level, question, scopes, tier),
        coverageSql(name, question, scopes, tier),
        amountsSql(name, sourcesSql(name, level, question, scopes), question),
      ]
  return [cellsSql(name, breakdowns, parameters), ...parts, figureSql(name, question)].join(',\n')
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
