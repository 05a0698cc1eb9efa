import { type MoveId, cellsOf, isJoint, placesOf } from '../moves/possible-moves.js'
import type { CountWorld } from '../world/count-world.js'
import { type Level, areaOf, levels, releasedIn, summedOf } from './released-sums.js'

/**
 * Within which areas a community's move must be made up for by others, so that no released sum tells of it: the narrowest
 * level at which a sum of one of the changed cells is released in one of the periods.
 *
 * @param only the periods to look at; all by default
 */
export function scopeOf(
  counts: CountWorld,
  community: number,
  id: MoveId,
  only: (place: number) => boolean = () => true,
): Level {
  if (summedOf(counts)[community] !== 1) return 'nowhere'
  const mask = cellsOf(counts, id)
  const concerned = counts.whole !== undefined && isJoint(counts, id) ? [counts, counts.whole] : [counts]
  for (const level of levels) {
    const area = areaOf(counts, level, community)
    for (let left = placesOf(counts, id); left !== 0; left &= left - 1) {
      const place = 31 - Math.clz32(left & -left)
      if (!only(place)) continue
      if (concerned.some((each) => (releasedIn(each, place, level, area) & mask) !== 0)) return level
    }
  }
  return 'nowhere'
}
