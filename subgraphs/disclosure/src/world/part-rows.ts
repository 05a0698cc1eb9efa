import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { cellKinds } from '@shequ/schema/measures/breakdowns'

// A count and its part are protected as one table: what is of the part and what is not are two groups, which add up to the whole.

/** The cell of the whole, of its part, and of the rest, which is told nowhere. */
export const [wholeCell, partCell, restCell] = [0, cellKinds.length, 2 * cellKinds.length] as const

/** The cells of a whole with its part, as a mask. */
export const partRows = (1 << wholeCell) | (1 << partCell) | (1 << restCell)

/** Those of them that are told. */
export const toldRows = joinedMask(1, 1)

/** The part that is protected with a count, if it has one: both add up over time, and are told in total only. */
export function partWithin(count: BaseCountName): BaseCountName | undefined {
  const { adds, shape }: BaseCount = baseCounts[count]
  if (!adds.overTime || shape !== 'TOTAL') return undefined
  return baseCountNames.find((name) => {
    const { protection }: BaseCount = baseCounts[name]
    return protection.rule === 'part' && protection.whole === count
  })
}

/** The count with which a count is protected: its whole, where that has it as a part, or itself. */
export function protectedWith(count: BaseCountName): BaseCountName {
  const { protection }: BaseCount = baseCounts[count]
  if (protection.rule !== 'part') return count
  const whole = protection.whole as BaseCountName
  return partWithin(whole) === count ? whole : count
}

/** Joins masks of a whole and of its part, each of its total alone. */
export function joinedMask(whole: number, part: number): number {
  return ((whole & 1) << wholeCell) | ((part & 1) << partCell)
}

/** The cell of a count in the table with which it is protected. */
export function cellIn(
  { part }: { readonly part: BaseCountName | undefined },
  count: BaseCountName,
  cell: number,
): number {
  return part === count ? cell + partCell : cell
}
