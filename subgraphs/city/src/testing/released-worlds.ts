import { boroughOf, streetOf } from '@shequ/schema/codes/division-code'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import {
  breakdownCount,
  type CellGroup,
  type CellKind,
  cellOf,
  learnerGroups,
  programmeKinds,
} from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod, monthsOf } from '@shequ/schema/measures/periods'
import fc from 'fast-check'
import { city, communities } from './measured-city.js'

/** The periods of a year in which nothing was done after March. */
export const periods = ['2025-01', '2025-02', '2025-03', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2025']
const months = ['2025-01', '2025-02', '2025-03']
const divisions = [city, ...new Set(communities.flatMap((code) => [boroughOf(code), streetOf(code)])), ...communities]

/** Attendances of each community, month, group and kind, and which cells each division's return of a period hides. */
export interface ReleasedWorld {
  readonly attendances: readonly number[]
  readonly masks: readonly number[]
  /** Whether the last community keeps its figures to itself, out of all sums. */
  readonly withholds: boolean
}

export const releasedWorlds: fc.Arbitrary<ReleasedWorld> = fc.record({
  attendances: fc.array(fc.nat(12), { minLength: 6 * 3 * 20, maxLength: 6 * 3 * 20 }),
  masks: fc.array(fc.oneof(fc.nat(2 ** 30 - 1), fc.constant(0)), {
    minLength: divisions.length * periods.length,
    maxLength: divisions.length * periods.length,
  }),
  withholds: fc.boolean(),
})

/** The truth of a cell: the attendances of an area in a period. */
export function attendancesOf(
  world: ReleasedWorld,
  area: string,
  period: string,
  group: CellGroup,
  kind: CellKind,
): number {
  let sum = 0
  for (const [community, code] of communities.entries()) {
    const isOut = world.withholds && community === communities.length - 1
    if (isOut || !code.startsWith(area.replace(/0+$/, ''))) continue
    for (const month of monthsOf(period)) {
      for (const [g, itsGroup] of learnerGroups.entries()) {
        for (const [k, itsKind] of programmeKinds.entries()) {
          if (
            (group !== 'ALL' && group !== itsGroup) ||
            (kind !== 'ALL' && kind !== itsKind) ||
            !months.includes(month)
          )
            continue
          sum += world.attendances[((community * 3 + months.indexOf(month)) * 5 + g) * 4 + k] ?? 0
        }
      }
    }
  }
  return sum
}

/** SQL that releases a world: what a mask hides is bounded by the next numbers that end in zero. */
export function releaseSql(world: ReleasedWorld): string {
  const [returns, cells]: [string[], string[]] = [[], []]
  for (const [index, division] of divisions.entries()) {
    const isCommunity = index >= divisions.length - communities.length
    const isOut = world.withholds && index === divisions.length - 1
    for (const [place, period] of periods.entries()) {
      const mask = world.masks[index * periods.length + place] ?? 0
      const kind = isCommunity ? 'NAMED' : 'SUM'
      const hidden = baseCountNames.map((count) => (count === 'attendances' ? mask : 0))
      returns.push(
        `('${division}', '${period}', '${kind}', 1, array_fill('${isOut ? 'PRIVATE' : 'PUBLIC'}'::sharing_level, array[5]),
          array_fill(${isCommunity && !isOut}, array[5]), '{${hidden.join(',')}}', array_fill(0, array[${hidden.length}]), '2026-01-05T00:00:00Z')`,
      )
      if (isOut) continue
      for (let breakdown = 0; breakdown < breakdownCount; breakdown++) {
        const { group, kind: programmeKind } = cellOf(breakdown)
        const attendances = attendancesOf(world, division, period, group, programmeKind)
        const low = 10 * Math.floor(attendances / 10)
        const isHidden = ((mask >> breakdown) & 1) === 1
        const told = isHidden ? `null, '{"attendances": [${low}, ${low + 10}]}'` : `${attendances}, null`
        cells.push(`('${division}', '${period}', '${group}', '${programmeKind}', ${told})`)
      }
    }
  }
  return `delete from measure_return; delete from cell;
    insert into measure_return (division_code, period, kind, version, levels, summed, hidden, high, released_at) values ${returns.join(',')};
    insert into cell (division_code, period, learner_group, programme_kind, attendances, bounds)
    select division, period, learner_group::cell_group, programme_kind::cell_kind, attendances::int, bounds::jsonb
    from (values ${cells.join(',')}) told (division, period, learner_group, programme_kind, attendances, bounds)`
}

/** The grain of a period, for a question of it alone. */
export function askedOf(period: string): string {
  const of = monthsOf(period)
  return `from: "${of[0]}", to: "${of.at(-1)}", grain: ${grainOfPeriod(period)}`
}
