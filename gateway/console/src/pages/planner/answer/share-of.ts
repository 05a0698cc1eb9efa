import type { FigureCell } from '../../../figures/figure-cell'

/** What part of a whole a figure is: exactly, or between what it lies, from 0 to 1. Null where that can't be said. */
export function shareOf(part: FigureCell, whole: FigureCell): { readonly low: number; readonly high: number } | null {
  const { low: partLow, high: partHigh } = boundsOf(part)
  const { low: wholeLow, high: wholeHigh } = boundsOf(whole)
  if (partLow === null || partHigh === null || wholeLow === null || wholeHigh === null || wholeHigh === 0) return null
  return { low: Math.min(1, partLow / wholeHigh), high: wholeLow === 0 ? 1 : Math.min(1, partHigh / wholeLow) }
}

function boundsOf({ value, low, high }: FigureCell) {
  return { low: value ?? low, high: value ?? high }
}
