import { type BaseCountName, baseCounts, hasBreakdown, shapeOf } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { breakdownCount, cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import { grainOf, grainOfPeriod, monthsOf, type Period, periodsWithin } from '@shequ/schema/measures/periods'
import { groupsOf, kindsOf } from '../model/margins.js'

/** A cell of the family of tables of a period. */
export interface TableCell {
  readonly period: Period
  /** As `breakdownOf` counts. */
  readonly cell: number
}

/** A cell and those it is made of: by group, by kind, or by shorter periods. */
export interface TableRelation {
  readonly whole: TableCell
  readonly parts: readonly TableCell[]
  /** Whether the parts add up to the whole; else each is at most the whole, and together they are at least it, as persons are. */
  readonly addsUp: boolean
}

/** How the cells of a count hang together in one division, in these periods and between them. */
export function tableRelations(count: BaseCountName, periods: readonly Period[]): readonly TableRelation[] {
  return periods.flatMap((period) => [...withinPeriod(count, period), ...overTime(count, period, periods)])
}

function withinPeriod(count: BaseCountName, period: Period): readonly TableRelation[] {
  const { adds }: BaseCount = baseCounts[count]
  const shape = shapeOf(count, grainOfPeriod(period))
  const [byGroup, byKind] = [shape !== 'TOTAL' && shape !== 'KIND', shape !== 'TOTAL' && shape !== 'GROUP']
  const at = (cell: number): TableCell => ({ period, cell })
  const margins = (length: number) => Array.from({ length: shape === 'BOTH' ? length : 1 }, (_, margin) => margin)
  const groups = byGroup ? margins(cellKinds.length) : []
  const kinds = byKind ? margins(cellGroups.length) : []
  return [
    ...groups.map((kind) => ({ whole: at(kind), parts: groupsOf(kind).map(at), addsUp: true })),
    ...kinds.map((group) => ({
      whole: at(group * cellKinds.length),
      parts: kindsOf(group).map(at),
      addsUp: adds.overKinds,
    })),
  ]
}

function overTime(count: BaseCountName, period: Period, periods: readonly Period[]): readonly TableRelation[] {
  const { adds }: BaseCount = baseCounts[count]
  const parts = nextShorter(period)
  if (parts.length === 0 || parts.some((part) => !periods.includes(part))) return []
  const cells = Array.from({ length: breakdownCount }, (_, cell) => cell).filter((cell) =>
    [period, ...parts].every((each) => hasBreakdown(count, cell, grainOfPeriod(each))),
  )
  return cells.map((cell) => ({
    whole: { period, cell },
    parts: parts.map((part) => ({ period: part, cell })),
    addsUp: adds.overTime,
  }))
}

/** What a period is added up from in one step: a quarter from its months, a year from its quarters. */
function nextShorter(period: Period): readonly Period[] {
  const grain = grainOf(period)
  if (grain === 'QUARTER') return monthsOf(period)
  if (grain === 'YEAR') return periodsWithin(period, 'QUARTER')
  return []
}
