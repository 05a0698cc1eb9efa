import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { type Bounds, lower, raise } from './bounds.js'

/**
 * Tightens the bounds of a count, cell by cell, by those of the count that it is a part or a magnitude of, and these by
 * its own. Tells whether any became tighter.
 */
export function relateCounts(count: BaseCountName, boundsOf: ReadonlyMap<BaseCountName, Bounds>): boolean {
  const { protection }: BaseCount = baseCounts[count]
  const other = wholeOf(count)
  const [own, whole] = [boundsOf.get(count), other && boundsOf.get(other)]
  if (own === undefined || whole === undefined) return false
  const most = protection.rule === 'magnitude' ? Math.max(...protection.each) : 1
  const least = leastEach(count)
  let isTighter = false
  for (let cell = 0; cell < own.low.length; cell++) {
    if (lower(own, cell, most * (whole.high[cell] ?? 0))) isTighter = true
    if (raise(own, cell, least * (whole.low[cell] ?? 0))) isTighter = true
    if (raise(whole, cell, Math.ceil((own.low[cell] ?? 0) / most))) isTighter = true
    if (least > 0 && lower(whole, cell, Math.floor((own.high[cell] ?? 0) / least))) isTighter = true
  }
  return isTighter
}

/** The count that a count is a part or a magnitude of. */
export function wholeOf(count: BaseCountName): BaseCountName | undefined {
  const { protection }: BaseCount = baseCounts[count]
  if (protection.rule === 'part') return protection.whole as BaseCountName
  return protection.rule === 'magnitude' ? (protection.of as BaseCountName) : undefined
}

/** What each of those that a magnitude is of counts for at the least: an appraisal gives a point. Of a part, nothing. */
function leastEach(count: BaseCountName): number {
  return baseCounts[count].unit === 'points' ? 1 : 0
}
