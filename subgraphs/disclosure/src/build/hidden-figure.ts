import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { bracketAbove } from '../model/bracket.js'

/** A figure that is hidden, with the count by whose size it is hidden: that of which it is a magnitude, or itself. */
export interface HiddenFigure {
  readonly value: number
  readonly counted: number
}

/**
 * A round number above hidden figures of a count: above their sum, or above the largest. Of a magnitude it follows from what it is a
 * magnitude of, and so tells no more.
 */
export function roundAbove(
  count: BaseCountName,
  figures: readonly HiddenFigure[],
  { of, smallestCell }: { readonly of: 'sum' | 'largest'; readonly smallestCell: number },
): number {
  const counted = figures.map((figure) => figure.counted)
  const most = of === 'sum' ? counted.reduce((sum, each) => sum + each, 0) : Math.max(0, ...counted)
  return bracketAbove(most, isOfMoney(count) ? 0 : smallestCell) * mostEach(count, figures)
}

/** What each of those that a magnitude is of counts for at the most: the usual most, where that holds for all of the figures. */
function mostEach(count: BaseCountName, figures: readonly HiddenFigure[]): number {
  const { protection }: BaseCount = baseCounts[count]
  if (protection.rule !== 'magnitude') return 1
  const holds = (most: number) => figures.every(({ value, counted }) => value <= most * counted)
  return protection.each.find(holds) ?? Math.max(...protection.each)
}

/** k says nothing of amounts of money. */
function isOfMoney(count: BaseCountName): boolean {
  return baseCounts[count].unit === 'fen'
}
