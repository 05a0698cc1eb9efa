import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { type Coverage, cover, coverTogether, noCoverage, timesToClose, uncovered } from '../shifts/coverage.js'
import { type Limits, type PossibleShifts, type ShiftId, cellsAt } from '../shifts/shift-space.js'
import { makesStep, stepsOf, stepsTogether } from '../shifts/steps-together.js'
import type { CountDraft } from '../shifts/count-draft.js'
import { hideCells, maskAt, setMask } from '../world/count-tables.js'
import { suppressionCost } from './suppression-cost.js'

/**
 * Secondary suppression of one community's own cells in the current period. Beside the cells that must not be known it hides as few and
 * as small ones as a greedy choice finds, until every such cell, of this period and of those released before, can go up and down.
 *
 * @returns the shifts that the community can make then, where they were looked up
 */
export function suppressSecondary(counts: CountDraft, community: number): PossibleShifts | undefined {
  const { space, world, primary, hidden, hideable } = counts
  const { current } = world.timeline
  if (primary.every((masks) => (masks[community] ?? 0) === 0)) return undefined
  let last: { readonly hidden: number; readonly shifts: PossibleShifts } | undefined
  const shiftsNow = () => (last?.hidden === maskAt(hidden, current, community) ? last.shifts : undefined)
  const openWith = (hiddenNow: number) => {
    const covered = noCoverage(counts)
    const limits = space.limitsOf(community, hiddenNow)
    const shifts = space.possible(community, limits)
    const { ids, times } = shifts
    last = { hidden: hiddenNow, shifts }
    for (const [index, id] of ids.entries()) cover(space, covered, id, times[index] ?? 1)
    const left = uncovered(counts, community, covered)
    return left === undefined ? left : openAfterSteps(counts, community, { limits, ids, covered, left })
  }
  // First with what is hidden already, since that is enough for most; only then with all that could be.
  const must = maskAt(hidden, current, community)
  let open = openWith(must)
  if (open === undefined) return shiftsNow()
  const all = maskAt(hideable, current, community)
  // Something that no shift changes enough: nothing of the period is published but what everybody sees to be zero.
  if (openWith(all) !== undefined) {
    hideCells(counts, community, all)
    return shiftsNow()
  }
  const candidates = space.possible(community, space.limitsOf(community, all))
  while (open !== undefined) {
    const chosen = cheapest(counts, community, candidates, open)
    if (chosen === undefined) {
      hideCells(counts, community, all)
      return undefined
    }
    hideCells(counts, community, cellsAt(space.changes(chosen), current))
    open = openWith(maskAt(hidden, current, community))
  }
  if (!space.isVast) publishSpared(counts, community, must, (hiddenNow) => openWith(hiddenNow) === undefined)
  return shiftsNow()
}

/** Publishes again what later choices have made needless to hide, the largest first. */
function publishSpared(
  { hidden, world, valueOf }: CountDraft,
  community: number,
  must: number,
  isEnough: (hiddenNow: number) => boolean,
): void {
  const { current } = world.timeline
  const beside = maskAt(hidden, current, community) & ~must
  const cells = Array.from({ length: breakdownCount }, (_, cell) => cell)
    .filter((cell) => (beside >> cell) & 1)
    .sort((one, other) => valueOf(current, community, other) - valueOf(current, community, one))
  for (const cell of cells) {
    const without = maskAt(hidden, current, community) & ~(1 << cell)
    if (isEnough(without)) setMask(hidden, current, community, without)
  }
}

/** What is open after shifts that are made together have taken cells further. */
function openAfterSteps(
  counts: CountDraft,
  community: number,
  {
    limits,
    ids,
    covered,
    left,
  }: {
    readonly limits: Limits
    readonly ids: readonly ShiftId[]
    readonly covered: Coverage
    readonly left: Coverage
  },
): Coverage | undefined {
  const { space } = counts
  for (const times of [3, 2] as const) {
    for (const step of stepsOf(left, times)) {
      const making = ids.filter((id) => makesStep(space, id, step))
      const choice = { step, ids: making, times, helpers: ids }
      const together = stepsTogether(space, community, limits, choice, (found) => found)
      if (together !== undefined) coverTogether(space, covered, together, 1)
    }
  }
  return uncovered(counts, community, covered)
}

/** The candidate that closes some of what is open and hides the least, but something. */
function cheapest(
  counts: CountDraft,
  community: number,
  { ids, times }: PossibleShifts,
  open: Coverage,
): ShiftId | undefined {
  let best: ShiftId | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [index, id] of ids.entries()) {
    if (timesToClose(counts.space, id, open, times[index] ?? 1) === 0) continue
    const cost = suppressionCost(counts, community, id)
    if (cost > 0 && cost < least) [best, least] = [id, cost]
  }
  return best
}
