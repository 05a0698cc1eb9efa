import { columnOf } from '@shequ/schema/measures/base-counts'
import type { Tier } from '@shequ/schema/tiers'
import type { Statement } from '../database/statement.js'
import { communitiesSql, type Owner } from './communities-sql.js'
import { type Figures, figuresSql, readsEachReturn } from './figures-sql.js'
import { sumsSql } from './members-sql.js'
import { namedSql } from './named-sql.js'
import { Parameters } from './parameters.js'
import { keyOf, scopesOf } from './scopes.js'
import type { FamilyPlan } from './plan-family.js'

/** What the statement gives of an area in a period: the bounds of each count, cell by cell. */
export interface FamilyRow {
  readonly level: string
  readonly owner: string
  readonly unit: string
  /** The number of the period, from 1. */
  readonly place: number
  readonly reported: number
  readonly expected: number
  /** Which communities these are: as in another row, or as those of its parts together. */
  readonly members: string
  /** `low` and `high` of each count, as `low_older_participants`. */
  readonly bounds: Readonly<Record<string, readonly number[]>>
}

/** The one statement that reads a family: a row for each area and period in which anybody reported. */
export function familyStatement(
  { question, dataset, counts, levels }: FamilyPlan,
  owners: readonly Owner[],
  tier: Tier,
): Statement {
  const parameters = new Parameters()
  const scopes = scopesOf(question.measures)
  const figures = levels.map((level): Figures => ({ name: nameOfLevel(level), level, breakdowns: question.breakdowns }))
  const [reported, members] = [`reported_${keyOf(dataset)}`, `members_${keyOf(dataset)}`]
  const columns = counts.flatMap((count) =>
    ['low', 'high'].map((end) => `'${end}_${columnOf(count)}', json_agg(${end}_${columnOf(count)} order by output)`),
  )
  const ctes = [
    communitiesSql(question, owners, tier, parameters),
    ...(figures.some((part) => readsEachReturn(part, question, owners, tier))
      ? [namedSql(question, scopes, tier, parameters), sumsSql(question, scopes, tier, parameters)]
      : []),
    ...figures.map((part) => figuresSql(part, question, scopes, owners, tier, parameters)),
  ]
  const selects = figures.map(
    ({
      name,
    }) => `select '${name}' as level, owner, unit, place::int as place, max(${reported})::int as reported, max(expected)::int as expected, max(${members})::text as members,
  json_build_object(${columns.join(', ')}) as bounds from ${name}_figure where ${reported} > 0 group by owner, unit, place`,
  )
  return { text: `with ${ctes.join(',\n')}\n${selects.join('\nunion all\n')}`, values: parameters.values }
}

/** The name of the figures of a level. */
export function nameOfLevel(level: Figures['level']): string {
  return `family_${(level ?? 'all').toLowerCase()}`
}
