import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { CountDraft } from '../shifts/count-draft.js'
import { type Coverage, openCells } from '../shifts/coverage.js'
import { hideCells, maskAt } from '../world/count-tables.js'
import { unpublish } from './unpublish.js'

/**
 * The last resort for a community whose shifts nobody compensates: the sums leave out what it hides.
 *
 * Where an earlier sum that counts it in tells of what is open, the community publishes nothing more of the period. If that is not enough,
 * no sum around it tells of it any more. A community that earlier sums of periods that add up count in is not excluded at all: the
 * difference between sums with it and without it would be what it hides.
 *
 * @returns whether the community is excluded now and was not before, so that others miss it
 */
export function excludeFromSums(counts: CountDraft, community: number, open: Coverage): boolean {
  const { current, periods } = counts.world.timeline
  const { adds }: BaseCount = baseCounts[counts.count]
  const wasSummed = periods.some((_, periodIndex) => periodIndex !== current && counts.isSummed(periodIndex, community))
  if (adds.overTime && wasSummed) {
    unpublishAround(counts, community, open)
    return false
  }
  const isOnlyNow = openCells(open).every((mask, periodIndex) => mask === 0 || periodIndex === current)
  const isNew = counts.excludedFromSums[community] !== 1
  counts.excludedFromSums[community] = 1
  if (!isOnlyNow) {
    if (isNew) hideCells(counts, community, maskAt(counts.hideable, current, community))
    else unpublishAround(counts, community, open)
  }
  return isNew
}

/**
 * Cells that no shift proves safe are in no sum of the street and borough around a community. A community that is summed in only some
 * of the periods is in no sum of the city either, where periods add up: what it made in them would be the difference.
 */
function unpublishAround(counts: CountDraft, community: number, open: Coverage): void {
  const cells = openCells(open).reduce((mask, part) => mask | part, 0)
  unpublish(counts, community, 'street', cells)
  unpublish(counts, community, 'borough', cells)
  const { adds }: BaseCount = baseCounts[counts.count]
  const { periods, current } = counts.world.timeline
  const isNow = counts.isSummed(current, community)
  const isInSome = periods.some((_, periodIndex) => counts.isSummed(periodIndex, community) !== isNow)
  if (adds.overTime && isInSome) unpublish(counts, community, 'city', cells)
}
