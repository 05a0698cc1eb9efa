import { boroughOf } from '@shequ/schema/codes/division-code'
import { type BaseCountName, columnOf, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { Figures } from './figures-sql.js'
import { type Bounds, openBounds } from './bounds.js'
import { type FamilyRow, nameOfLevel } from './family-statement.js'
import type { FamilyPlan } from './plan-family.js'
import type { Family, FamilyUnit } from './tighten-family.js'

/** A family, and which area each of its units is. */
export interface ReadFamily {
  readonly family: Family
  readonly areas: readonly FamilyArea[]
}

export interface FamilyArea {
  readonly owner: string
  readonly level: Figures['level']
  readonly unit: string
}

/** Makes a family of the rows of its statement. A period of which nobody reported anything tells nothing. */
export function readFamily({ counts, times, cells, levels }: FamilyPlan, rows: readonly FamilyRow[]): ReadFamily {
  const places = new Map<string, number>()
  const areas: FamilyArea[] = []
  for (const { level: name, owner, unit } of rows) {
    const level = levels.find((each) => nameOfLevel(each) === name) ?? null
    if (places.has(`${name} ${owner} ${unit}`)) continue
    places.set(`${name} ${owner} ${unit}`, areas.length)
    areas.push({ owner, level, unit })
  }
  const size = times.length * cells.length
  const boundsOf = new Map(counts.map((count) => [count, openBounds(areas.length * size)]))
  const told = areas.map(() => ({
    isReported: Array.from({ length: times.length }, () => false),
    isWhole: Array.from({ length: times.length }, () => false),
    members: Array.from({ length: times.length }, (): bigint | undefined => undefined),
  }))
  for (const row of rows) {
    const unit = places.get(`${row.level} ${row.owner} ${row.unit}`) ?? 0
    const time = row.place - 1
    const { isReported = [], isWhole = [], members = [] } = told[unit] ?? {}
    isReported[time] = true
    isWhole[time] = row.reported === row.expected
    members[time] = BigInt(row.members)
    for (const [count, bounds] of boundsOf) {
      fill(bounds, (unit * times.length + time) * cells.length, row, count, cells.breakdowns, times.periods[time] ?? '')
    }
  }
  for (const { isReported, isWhole, members } of told) {
    for (const { whole, parts } of times.spans) {
      isReported[whole] = parts.some((part) => isReported[part])
      isWhole[whole] = parts.every((part) => isWhole[part])
      const [first] = parts
      members[whole] = parts.every((part) => members[part] === members[first ?? -1]) ? members[first ?? -1] : undefined
    }
  }
  const units = told.map((unit, place): FamilyUnit => ({ ...unit, parts: partsOf(areas, place, levels) }))
  return { family: { units, times, cells, boundsOf }, areas }
}

/** Bounds of the cells that returns of the period have; a cell that they lack is not nothing. */
function fill(
  { low, high }: Bounds,
  base: number,
  { bounds }: FamilyRow,
  count: BaseCountName,
  breakdowns: readonly number[],
  period: string,
): void {
  const [lows, highs] = [bounds[`low_${columnOf(count)}`] ?? [], bounds[`high_${columnOf(count)}`] ?? []]
  const grain = grainOfPeriod(period)
  for (const [index, breakdown] of breakdowns.entries()) {
    if (!hasBreakdown(count, breakdown, grain)) continue
    low[base + index] = lows[index] ?? 0
    high[base + index] = highs[index] ?? Infinity
  }
}

/** The areas of the next level that an area is made of. */
function partsOf(areas: readonly FamilyArea[], place: number, levels: readonly Figures['level'][]): readonly number[] {
  const whole = areas[place]
  const next = levels[levels.indexOf(whole?.level ?? null) + 1]
  if (whole === undefined || next === undefined) return []
  return areas.flatMap(({ owner, level, unit }, part) =>
    owner === whole.owner && level === next && (whole.level === null || boroughOf(unit) === whole.unit) ? [part] : [],
  )
}
