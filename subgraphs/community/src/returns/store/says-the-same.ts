import { isDeepStrictEqual } from 'node:util'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'

/** Whether two versions of a return tell the same. */
export function saysTheSame(one: MeasureReturn, other: MeasureReturn): boolean {
  const told = ({ cells, hidden, high }: MeasureReturn) => ({
    hidden,
    high,
    cells: cells.toSorted((first, second) => first.breakdown - second.breakdown),
  })
  return isDeepStrictEqual(told(one), told(other))
}
