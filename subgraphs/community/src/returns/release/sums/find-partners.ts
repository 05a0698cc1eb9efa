import { hidingCost } from '../named/hiding-cost.js'
import { hideMove } from '../named/hide-named.js'
import { type MoveId, cellsOf, helps, isJoint, placesOf, possibleMoves } from '../moves/possible-moves.js'
import { type CountWorld, maskAt } from '../world/count-world.js'
import { scopeOf } from './scope-of.js'
import { type Level, areaOf, leastContributors, levels, releasedIn, summedOf } from './released-sums.js'

/** A move that would prove a cell safe: who would have to share it, within what, and what that costs. */
interface Rescue {
  readonly id: MoveId
  readonly level: Level
  readonly sharers: readonly number[]
  readonly cost: number
}

/** What it costs to say nothing of a cell's sum any more, for a street, a borough, the city; in terms of `hidingCost`. */
const refusalCost: Readonly<Record<Level, number>> = { street: 0, borough: 3_000, city: 1e6, nowhere: 1e9 }

/**
 * Makes a community's open cells safe: hides of it and of two others what a move changes, and refuses the sums that would
 * tell, at the least cost. Gives the communities concerned; undefined when no move exists, so that nothing helps but
 * refusing what is open everywhere.
 */
export function findPartners(
  counts: CountWorld,
  community: number,
  open: Int32Array,
  couldMove: (community: number) => ReadonlySet<MoveId>,
): readonly number[] | undefined {
  let best: Rescue | undefined
  for (const id of couldMove(community)) {
    if (!helps(counts, id, open)) continue
    const rescue = cheapestRescue(counts, community, id, couldMove)
    if (rescue !== undefined && rescue.cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = rescue
    if (best?.cost === 0) break
  }
  if (best === undefined) return undefined
  for (const sharer of best.sharers) {
    hideMove(counts, sharer, best.id)
    refuseBelow(counts, sharer, best)
  }
  return best.sharers
}

/** All moves that a community could make, if whatever is above zero were hidden now. */
export function movesIfHidden(counts: CountWorld, community: number): ReadonlySet<MoveId> {
  return new Set(possibleMoves(counts, community, maskAt(counts.nonzero, counts.world.timeline.current, community)))
}

function cheapestRescue(
  counts: CountWorld,
  community: number,
  id: MoveId,
  couldMove: (community: number) => ReadonlySet<MoveId>,
): Rescue | undefined {
  const { current } = counts.world.timeline
  const bound = (other: number) => levels.indexOf(scopeOf(counts, other, id, (place) => place !== current))
  const own = hidingCost(counts, community, id)
  let best: Rescue | undefined
  for (const level of levels.slice(0, -1)) {
    // What was released before can't be refused any more: within it the move has to be made up for.
    if (bound(community) < levels.indexOf(level)) break
    const area = areaOf(counts, level, community)
    const others = membersOf(counts, level, area).filter(
      (other) =>
        other !== community &&
        summedOf(counts)[other] === 1 &&
        couldMove(other).has(id) &&
        bound(other) >= levels.indexOf(level),
    )
    if (others.length < leastContributors - 1) continue
    const costs = others
      .map((other) => [other, hidingCost(counts, other, id)] as const)
      .sort((first, second) => first[1] - second[1])
      .slice(0, leastContributors - 1)
    const cost = costs.reduce((sum, [, each]) => sum + each, own + refusalCost[level])
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY))
      best = { id, level, sharers: [community, ...costs.map(([other]) => other)], cost }
  }
  if (best === undefined && bound(community) === levels.length - 1)
    return { id, level: 'nowhere', sharers: [community], cost: own + refusalCost.nowhere }
  return best
}

function membersOf({ world }: CountWorld, level: Level, area: number): readonly number[] {
  if (level === 'street') return world.streets[area]?.communities ?? []
  return level === 'borough' && world.boroughs.length > 0
    ? (world.boroughs[area]?.communities ?? [])
    : world.city.communities
}

/** Takes back the sums below a level that a move of a community would change in the current period. */
function refuseBelow(counts: CountWorld, community: number, { id, level }: Rescue): void {
  if (!((placesOf(counts, id) >> counts.world.timeline.current) & 1)) return
  for (const below of levels.slice(0, levels.indexOf(level))) {
    refuse(counts, community, below, cellsOf(counts, id))
    if (counts.whole !== undefined && isJoint(counts, id)) refuse(counts.whole, community, below, cellsOf(counts, id))
  }
}

/** Takes back the sums of cells of the area of a level in which a community lies. */
export function refuse(counts: CountWorld, community: number, level: Level, cells: number): void {
  const area = areaOf(counts, level, community)
  const masks = level === 'street' ? counts.sums.streets : level === 'borough' ? counts.sums.boroughs : counts.sums.city
  masks[area] = releasedIn(counts, counts.world.timeline.current, level, area) & ~cells
}
