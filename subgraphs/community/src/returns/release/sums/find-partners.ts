import type { CountInRelease } from '../count-release.js'
import { type Coverage, helps } from '../moves/coverage.js'
import { type MoveId, cellsAt } from '../moves/move-space.js'
import { hidingCost } from '../named/hiding-cost.js'
import { hideCells } from '../world/count-tables.js'
import type { CouldMove } from './could-move.js'
import { type Level, areaOf, leastContributors, levels, releasedIn } from './released-sums.js'
import { scopeOf } from './scope-of.js'

/** A move that makes a cell safe: who makes up for it, within what, and what that costs. */
interface Rescue {
  readonly id: MoveId
  readonly level: Level
  readonly partners: readonly number[]
  readonly cost: number
}

/** What it costs that sums below a level are not released, in terms of `hidingCost`. */
const refusalCost: Readonly<Record<Level, number>> = {
  street: 0,
  borough: 3_000,
  city: 1e6,
  nowhere: Number.POSITIVE_INFINITY,
}

/**
 * Makes some of a community's open cells safe: hides what a move changes, of the community and of two others that make up for
 * it, and refuses the sums that would tell of it all the same, at the least cost. Gives the communities concerned; undefined
 * when nobody could make up for any of its moves.
 */
export function findPartners(
  counts: CountInRelease,
  community: number,
  open: Coverage,
  couldMove: CouldMove,
): readonly number[] | undefined {
  let best: Rescue | undefined
  for (const id of couldMove.of(community)) {
    if (!helps(counts.space, id, open)) continue
    const rescue = cheapestRescue(counts, community, id, couldMove)
    if (rescue !== undefined && rescue.cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = rescue
    if (best?.cost === 0) break
  }
  if (best === undefined) return undefined
  const concerned = [community, ...best.partners]
  for (const each of concerned) {
    hideCells(counts, each, cellsAt(counts.space.changes(best.id), counts.world.timeline.current))
    refuseBelow(counts, each, best)
  }
  return concerned
}

function cheapestRescue(
  counts: CountInRelease,
  community: number,
  id: MoveId,
  couldMove: CouldMove,
): Rescue | undefined {
  const { current } = counts.world.timeline
  const opposite = counts.space.opposite(id)
  // What was released before can't be refused any more: within it the move has to be made up for.
  const bound = (each: number) => levels.indexOf(scopeOf(counts, each, id, (place) => place !== current))
  const own = hidingCost(counts, community, id)
  let best: Rescue | undefined
  for (const [height, level] of levels.slice(0, -1).entries()) {
    if (bound(community) < height || own + refusalCost[level] >= (best?.cost ?? Number.POSITIVE_INFINITY)) break
    const costs: (readonly [number, number])[] = []
    for (const other of couldMove.within(level, areaOf(counts, level, community), opposite)) {
      if (other === community || !counts.isSummed(current, other)) continue
      if (bound(other) >= height) costs.push([other, hidingCost(counts, other, id)])
      if (costs.filter(([, cost]) => cost === 0).length >= leastContributors - 1) break
    }
    if (costs.length < leastContributors - 1) continue
    const cheapest = costs.sort(([, first], [, second]) => first - second).slice(0, leastContributors - 1)
    const cost = cheapest.reduce((sum, [, each]) => sum + each, own + refusalCost[level])
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY))
      best = { id, level, partners: cheapest.map(([other]) => other), cost }
  }
  return best
}

/** Takes back the sums below a level that a move of a community would change in the current period. */
function refuseBelow(counts: CountInRelease, community: number, { id, level }: Rescue): void {
  const cells = cellsAt(counts.space.changes(id), counts.world.timeline.current)
  for (const below of levels.slice(0, levels.indexOf(level))) refuse(counts, community, below, cells)
}

/** Takes back the sums of cells of the area of a level in which a community lies. */
export function refuse(counts: CountInRelease, community: number, level: Level, cells: number): void {
  const area = areaOf(counts, level, community)
  const { streets, boroughs, city } = counts.sums
  const masks = level === 'street' ? streets : level === 'borough' ? boroughs : city
  masks[area] = releasedIn(counts, counts.world.timeline.current, level, area) & ~cells
}
