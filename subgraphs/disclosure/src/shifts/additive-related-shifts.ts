import { margins } from '../model/cell-masks.js'
import type { CellShifts } from './additive-cell-shifts.js'
import type { PeriodShift } from './additive-period-shifts.js'
import { relatedByEitherPart } from './related-shifts.js'
import type { RelatedShift, ShiftId, ShiftSpace } from './shift-space.js'

const total = 1

/**
 * The shifts of counts that add up that are related to each other: a shift in one period and the same in another, which differ by
 * what passes from the one period to the other; a shift between two rows or columns and one by way of a third.
 */
export function additiveRelatedShifts(
  periodShifts: readonly PeriodShift[],
  { shifts, splits }: CellShifts,
): ShiftSpace['relatedShifts'] {
  const numbers = new Map(periodShifts.map(({ into, from }, number) => [keyOf(into, from), number]))
  const smallest = periodShifts.flatMap(({ into, from }) => (from === undefined ? [into] : []))
  /** The shift that makes a shift of cells into one period and out of another. */
  const shiftOf = (into: number, from: number | undefined, cellShift: number): ShiftId | undefined => {
    const number = numbers.get(keyOf(into, from))
    if (number !== undefined) return number * shifts.length + cellShift
    const reversed = from === undefined ? undefined : numbers.get(keyOf(from, into))
    return reversed === undefined ? undefined : reversed * shifts.length + (cellShift ^ 1)
  }
  const overTime = (id: ShiftId): RelatedShift[] => {
    const { into = 0, from } = periodShifts[Math.floor(id / shifts.length)] ?? {}
    const cellShift = id % shifts.length
    return smallest.flatMap((between) => {
      const one = between === into || between === from ? undefined : shiftOf(into, between, cellShift)
      const other = shiftOf(between, from, cellShift)
      return one === undefined || other === undefined ? [] : relatedByEitherPart(one, other)
    })
  }
  const overCells = (id: ShiftId): RelatedShift[] => {
    const first = id - (id % shifts.length)
    return (splits[id % shifts.length] ?? []).flatMap(([one, other]) => [
      ...relatedByEitherPart(first + one, first + other),
      ...[[one, other] as const, [other, one] as const].flatMap(([opposed, rest]) =>
        innerSplits(opposed, rest).map((parts) => ({
          id: first + opposed,
          residual: parts.map((part) => first + part),
        })),
      ),
    ])
  }
  /**
   * Somebody comes, and at the partner somebody else goes. The residual is split into what no margin tells and what margins tell, the
   * latter as one shift or as somebody who comes and somebody who goes.
   */
  const innerSplits = (opposed: number, rest: number): (readonly number[])[] => {
    if (!touches(opposed, total)) return []
    return (splits[rest] ?? []).flatMap((parts) => {
      const inner = parts.find((part) => !touches(part, margins))
      const outer = parts.find((part) => part !== inner)
      if (inner === undefined || outer === undefined) return []
      const comeAndGo = (splits[outer] ?? []).filter((pair) => pair.every((part) => touches(part, total)))
      return [[outer, inner], ...comeAndGo.map((pair) => [...pair, inner])]
    })
  }
  const touches = (cellShift: number, cells: number) => {
    const { up, down } = shifts[cellShift] ?? { up: 0, down: 0 }
    return ((up | down) & cells) !== 0
  }
  const known = new Map<ShiftId, readonly RelatedShift[]>()
  return (id) => {
    const related = known.get(id) ?? [{ id, residual: [] }, ...overTime(id), ...overCells(id)]
    known.set(id, related)
    return related
  }
}

function keyOf(into: number, from: number | undefined): string {
  return `${into}/${from ?? ''}`
}
