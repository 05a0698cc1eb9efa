import type { CountDraft } from '../moves/count-draft.js'
import type { MoveId } from '../moves/move-space.js'
import { type Level, areaOf, levels, releasedIn } from '../world/released-sums.js'

/**
 * Within which areas a community's move must be made up for by others, so that no released sum tells of it: the narrowest
 * level at which a sum of one of the changed cells is released in one of the periods.
 *
 * @param only the periods to look at; all by default
 * @param from the narrowest level to look at
 */
export function scopeOf(
  counts: CountDraft,
  community: number,
  id: MoveId,
  only: (periodIndex: number) => boolean = () => true,
  from: Level = 'street',
): Level {
  const changes = counts.space
    .changes(id)
    .filter(({ periodIndex }) => only(periodIndex) && counts.isSummed(periodIndex, community))
  for (const level of levels.slice(levels.indexOf(from))) {
    const area = areaOf(counts, level, community)
    for (const { periodIndex, up, down } of changes)
      if ((releasedIn(counts, periodIndex, level, area) & (up | down)) !== 0) return level
  }
  return 'nowhere'
}
