import type { CountRelease } from '../count-release.js'
import type { Change, MoveId } from '../moves/move-space.js'
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
  const isReleased = (each: CountRelease, changes: readonly Change[], level: Level) =>
    changes.some(
      ({ place, up, down }) =>
        only(place) && (releasedIn(each, place, level, areaOf(each, level, community)) & (up | down)) !== 0,
    )
  const changes = space.changes(id)
  const wholeChanges = space.wholeChanges(id)
  for (const level of levels) {
    if (isReleased(counts, changes, level)) return level
    if (whole !== undefined && isReleased(whole, wholeChanges, level)) return level
  }
  return 'nowhere'
}
