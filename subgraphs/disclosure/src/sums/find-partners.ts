import type { CountDraft } from '../moves/count-draft.js'
import { type Coverage, helps as helpsOpen } from '../moves/coverage.js'
import { type MoveId, cellsAt } from '../moves/move-space.js'
import { hidingCost } from '../named/hiding-cost.js'
import { hideCells } from '../world/count-tables.js'
import type { MovesAtOnce } from './certificate.js'
import type { CouldMove } from './could-move.js'
import { type Help, type Wanted, costOf, findHelp } from './find-help.js'
import { type Level, areaOf, levels, releasedIn } from '../world/released-sums.js'
import { scopeOf } from './scope-of.js'

/** So many moves of a community are tried at the most, the cheapest first: in a year there are thousands. */
const mostTried = 150

/** Moves of a community that make a cell safe, with those who help to make up for them. */
export interface Rescue {
  readonly moves: readonly MoveId[]
  readonly helps: readonly Help[]
  readonly cost: number
}

/**
 * Finds what makes some of a community's open cells safe at the least cost: one move, and who makes up for it. Undefined when
 * nobody could make up for any of its moves.
 *
 * @param byVariants whether others may make up for a move in more ways than by its opposite
 */
export function findPartners(
  counts: CountDraft,
  community: number,
  open: Coverage,
  couldMove: CouldMove,
  { byVariants } = { byVariants: true },
): Rescue | undefined {
  let best: Rescue | undefined
  for (const [id, own] of helpfulMoves(counts, community, open, couldMove)) {
    if (best !== undefined && own >= best.cost) break
    best = cheapestRescue(counts, community, { id, own, below: best?.cost, byVariants }, couldMove) ?? best
  }
  return best
}

/** Hides what a rescue changes, of the community and of those who help, and refuses the sums that would tell of it all the same. */
export function carryOut(counts: CountDraft, community: number, { moves, helps }: Rescue): readonly number[] {
  const { current } = counts.world.timeline
  const concerned = new Set([community])
  for (const id of moves) hideCells(counts, community, cellsAt(counts.space.changes(id), current))
  for (const help of helps) {
    refuseBelow(counts, community, help)
    for (const partner of help.partners) {
      concerned.add(partner)
      hideCells(counts, partner, cellsAt(counts.space.changes(help.id), current))
      refuseBelow(counts, partner, help)
    }
  }
  return [...concerned]
}

/** The moves that a community could make of what is open, with what each costs itself, the cheapest first. */
function helpfulMoves(
  counts: CountDraft,
  community: number,
  open: Coverage,
  couldMove: CouldMove,
): readonly (readonly [id: MoveId, own: number])[] {
  const moves: (readonly [MoveId, number])[] = []
  for (const id of couldMove.of(community)) {
    if (helpsOpen(counts.space, id, open)) moves.push([id, hidingCost(counts, community, id)])
  }
  return moves.sort(([, first], [, second]) => first - second).slice(0, mostTried)
}

/** The cheapest way to have a move made up for: as a whole, by variants, or period by period. */
function cheapestRescue(
  counts: CountDraft,
  community: number,
  {
    id,
    own,
    below = Number.POSITIVE_INFINITY,
    byVariants,
  }: { readonly id: MoveId; readonly own: number; readonly below?: number | undefined; readonly byVariants: boolean },
  couldMove: CouldMove,
): Rescue | undefined {
  const { space } = counts
  let best: Rescue | undefined
  const take = (helps: readonly Help[] | undefined) => {
    if (helps !== undefined) best = { moves: [id], helps, cost: own + costOf(helps) }
  }
  const wanted = (withVariants: boolean) => ({
    moves: 1,
    below: (best?.cost ?? below) - own,
    byVariants: withVariants,
  })
  take(findHelp(counts, community, id, wanted(false), couldMove))
  if (!byVariants || best?.cost === own) return best
  take(findHelp(counts, community, id, wanted(true), couldMove))
  const parts = space.parts(id)
  if (parts.length > 1)
    take(helpForAll(counts, community, { moves: parts, times: 1 }, (best?.cost ?? below) - own, couldMove))
  return best
}

/**
 * Help for moves that a community makes at once, each in a period of its own: by others who make just the opposite, or nearly.
 * Undefined when there is none that costs less.
 */
export function helpForAll(
  counts: CountDraft,
  community: number,
  { moves, times }: MovesAtOnce,
  below: number,
  couldMove: CouldMove,
): readonly Help[] | undefined {
  const told = moves.filter((id) => scopeOf(counts, community, id) !== 'nowhere')
  const wanted = { moves: told.length * times, couldMove }
  const direct = helpForEach(counts, community, told, { ...wanted, below, byVariants: false })
  const least = direct === undefined ? below : costOf(direct)
  return helpForEach(counts, community, told, { ...wanted, below: least, byVariants: true }) ?? direct
}

function helpForEach(
  counts: CountDraft,
  community: number,
  moves: readonly MoveId[],
  { couldMove, ...wanted }: Wanted & { readonly couldMove: CouldMove },
): readonly Help[] | undefined {
  const all: Help[] = []
  for (const id of moves) {
    const helps = findHelp(counts, community, id, { ...wanted, below: wanted.below - costOf(all) }, couldMove)
    if (helps === undefined) return undefined
    all.push(...helps)
  }
  return all
}

/** Takes back the sums below a level that a move of a community would change in the current period. */
function refuseBelow(counts: CountDraft, community: number, { id, level }: Help): void {
  const cells = cellsAt(counts.space.changes(id), counts.world.timeline.current)
  for (const below of levels.slice(0, levels.indexOf(level))) refuse(counts, community, below, cells)
}

/** Takes back the sums of cells of the area of a level in which a community lies. */
export function refuse(counts: CountDraft, community: number, level: Level, cells: number): void {
  const area = areaOf(counts, level, community)
  const { streets, boroughs, city } = counts.sums
  const masks = level === 'street' ? streets : level === 'borough' ? boroughs : city
  masks[area] = releasedIn(counts, counts.world.timeline.current, level, area) & ~cells
}
