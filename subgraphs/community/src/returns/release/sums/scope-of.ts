import type { CountRelease } from '../count-release.js'
import type { MoveId } from '../moves/move-space.js'
import { type Level, areaOf, levels, releasedIn, summedOf } from './released-sums.js'

/**
 * Within which areas a community's move must be made up for by others, so that no released sum tells of it: the narrowest
 * level at which a sum of one of the changed cells is released in one of the periods.
 *
 * @param only the periods to look at; all by default
 */
export function scopeOf(
  counts: CountRelease,
  community: number,
  id: MoveId,
  only: (place: number) => boolean = () => true,
): Level {
  if (summedOf(counts)[community] !== 1) return 'nowhere'
  const { space, whole } = counts
  const concerned = whole !== undefined && space.isJoint(id) ? [counts, whole] : [counts]
  const changes = space.changes(id).filter(({ place }) => only(place))
  for (const level of levels) {
    const area = areaOf(counts, level, community)
    for (const { place, up, down } of changes) {
      if (concerned.some((each) => (releasedIn(each, place, level, area) & (up | down)) !== 0)) return level
    }
  }
  return 'nowhere'
}
