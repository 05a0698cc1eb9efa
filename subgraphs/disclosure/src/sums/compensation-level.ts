import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { type Level, areaOf, levels, publishedIn } from '../world/published-sums.js'

/**
 * The level of the area in which others must compensate a community's shift, so that no published sum tells of it: the narrowest
 * level at which a sum of one of the changed cells is published in one of the periods.
 *
 * @param only the periods to look at; all by default
 * @param from the narrowest level to look at
 */
export function compensationLevel(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  only: (periodIndex: number) => boolean = () => true,
  from: Level = 'street',
): Level {
  const changes = counts.space
    .changes(id)
    .filter(({ periodIndex }) => only(periodIndex) && counts.isSummed(periodIndex, community))
  for (const level of levels.slice(levels.indexOf(from))) {
    const area = areaOf(counts, level, community)
    for (const { periodIndex, up, down } of changes)
      if ((publishedIn(counts, periodIndex, level, area) & (up | down)) !== 0) return level
  }
  return 'nowhere'
}

/** The levels at which a shift could be compensated, from the narrowest: what was published before can't be unpublished any more. */
export function levelsOpenTo(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  from: Level = 'street',
): readonly Level[] {
  const widest = widestLevelIndex(counts, community, id, from)
  return levels.slice(levels.indexOf(from), Math.min(levels.length - 1, widest + 1))
}

/** The index, among the levels, of the widest at which a shift could be compensated: sums of earlier periods tell of it there. */
export function widestLevelIndex(counts: CountDraft, community: number, id: ShiftId, from?: Level): number {
  const { current } = counts.world.timeline
  return levels.indexOf(compensationLevel(counts, community, id, (periodIndex) => periodIndex !== current, from))
}
