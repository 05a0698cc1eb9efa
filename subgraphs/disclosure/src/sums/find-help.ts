import type { CountDraft } from '../moves/count-draft.js'
import { type MoveId, type Variant, cellsAt } from '../moves/move-space.js'
import { hidingCost } from '../named/hiding-cost.js'
import { margins } from '../model/cell-masks.js'
import type { CouldMove } from './could-move.js'
import { type Level, areaOf, evenersFor, levels, makersFor, releasedIn } from '../world/released-sums.js'
import { scopeOf } from './scope-of.js'

/** Who makes up for a move, within what, and what that costs: the cells to hide and the sums to refuse. */
export interface Help {
  readonly id: MoveId
  readonly level: Level
  readonly partners: readonly number[]
  readonly cost: number
}

/** What help is looked for. */
export interface Wanted {
  /** How many moves are made up for at once: so many others have to be told apart. */
  readonly moves: number
  /** What it must cost less than. */
  readonly below: number
  /** Whether variants do too, where others even out what they leave over. */
  readonly byVariants: boolean
}

/** What it costs, in terms of `hidingCost`, not to release a cell of a sum: by both, or in a margin, which more depends on. */
const refusalCosts = {
  street: { both: 3_000, margin: 3_000 },
  borough: { both: 1e6, margin: 2e7 },
} as const

interface Partner {
  readonly id: MoveId
  readonly partner: number
  readonly cost: number
}

/**
 * The cheapest help for a move, from the narrowest area to the widest: who else can make the opposite, or nearly, and who evens
 * out what that leaves over. Undefined when none costs less than what is known.
 */
export function findHelp(
  counts: CountDraft,
  community: number,
  id: MoveId,
  wanted: Wanted,
  couldMove: CouldMove,
): readonly Help[] | undefined {
  let best: readonly Help[] | undefined
  let least = wanted.below
  for (const level of levelsFor(counts, community, id)) {
    if (refusalCost(counts, community, id, level) >= least) break
    const helps = helpWithin(counts, community, id, { ...wanted, level }, couldMove)
    const cost = costOf(helps ?? [])
    if (helps !== undefined && cost < least) [best, least] = [helps, cost]
  }
  return best
}

/**
 * Who makes the opposite of a move within the area of a level, as many as are wanted. Undefined when there are not so many.
 *
 * @param isRefused whether the sums below the level are refused anyway, for another move
 */
export function helpWith(
  counts: CountDraft,
  community: number,
  id: MoveId,
  { level, most, isRefused = false }: { readonly level: Level; readonly most: number; readonly isRefused?: boolean },
  couldMove: CouldMove,
): Help | undefined {
  const found = cheapestPartners(counts, community, id, { level, most }, couldMove)
  if (found.length < most) return undefined
  const hiding = found.reduce((sum, { cost }) => sum + cost, 0)
  const cost = hiding + (isRefused ? 0 : refusalCost(counts, community, id, level))
  return { id, level, partners: found.map(({ partner }) => partner), cost }
}

/** Whether help can be had without refusing the sums of a borough. */
export function isLocal(helps: readonly Help[]): boolean {
  return helps.every(({ level }) => level === 'street' || level === 'borough')
}

/** What some help costs altogether. */
export function costOf(helps: readonly Help[]): number {
  return helps.reduce((sum, { cost }) => sum + cost, 0)
}

function helpWithin(
  counts: CountDraft,
  community: number,
  id: MoveId,
  { moves, level, byVariants }: Wanted & { readonly level: Level },
  couldMove: CouldMove,
): readonly Help[] | undefined {
  const { space } = counts
  const variants: readonly Variant[] = byVariants ? space.variants(id) : [{ id, left: [] }]
  const eveners = eveningOut(counts, community, level, couldMove)
  const most = makersFor(moves)
  const candidates = variants.flatMap((variant) => {
    const left = variant.left.map((move) => eveners(move, evenersFor(moves, variant.left.length)))
    if (!left.every((help) => help !== undefined)) return []
    const makers = cheapestPartners(counts, community, variant.id, { level, most }, couldMove)
    return makers.map((maker) => ({ ...maker, left }))
  })
  const makers = cheapestMakers(candidates, most)
  if (makers.length < most) return undefined
  return [
    { id, level, partners: [], cost: refusalCost(counts, community, id, level) },
    ...makers.map(({ id: variant, partner, cost }) => ({ id: variant, level, partners: [partner], cost })),
    ...new Set(makers.flatMap(({ left }) => left)),
  ]
}

/** Somebody who makes the opposite of a variant, with those who even out what that leaves over. */
interface Maker extends Partner {
  readonly left: readonly Help[]
}

/** So many makers, each another community, the cheapest first: who needs the same eveners as one before costs that much less. */
function cheapestMakers(candidates: readonly Maker[], most: number): readonly Maker[] {
  const found: Maker[] = []
  const evened = new Set<Help>()
  let rest = candidates
  while (found.length < most) {
    let next: Maker | undefined
    let least = Number.POSITIVE_INFINITY
    for (const maker of rest) {
      const cost = maker.cost + costOf(maker.left.filter((help) => !evened.has(help)))
      if (cost < least) [next, least] = [maker, cost]
    }
    if (next === undefined) break
    const { partner, left } = next
    found.push(next)
    for (const help of left) evened.add(help)
    rest = rest.filter((maker) => maker.partner !== partner)
  }
  return found
}

/** Finds, once for each, who evens out moves that are left over of a community's: so many for each. */
function eveningOut(counts: CountDraft, community: number, level: Level, couldMove: CouldMove) {
  const known = new Map<string, Help | undefined>()
  return (move: MoveId, most: number): Help | undefined => {
    const key = `${move}/${most}`
    if (!known.has(key)) known.set(key, evenOut(counts, community, move, { level, most }, couldMove))
    return known.get(key)
  }
}

/** Who evens out what is left over of a move: within the area of a level, or wider where that area's sums need not tell of it. */
function evenOut(
  counts: CountDraft,
  community: number,
  id: MoveId,
  { level, most }: { readonly level: Level; readonly most: number },
  couldMove: CouldMove,
): Help | undefined {
  for (const wider of levelsFor(counts, community, id, level)) {
    const help = helpWith(counts, community, id, { level: wider, most, isRefused: wider === level }, couldMove)
    if (help !== undefined) return help
  }
  return undefined
}

/** What it costs to refuse the sums below a level that a move of a community would change, as far as they are released yet. */
function refusalCost(counts: CountDraft, community: number, id: MoveId, level: Level): number {
  const { current } = counts.world.timeline
  const cells = cellsAt(counts.space.changes(id), current)
  let cost = 0
  for (const below of ['street', 'borough'] as const) {
    if (below === level) break
    const refused = cells & releasedIn(counts, current, below, areaOf(counts, below, community))
    cost += refusalCosts[below].both * bits(refused & ~margins) + refusalCosts[below].margin * bits(refused & margins)
  }
  return cost
}

function bits(mask: number): number {
  let count = 0
  for (let left = mask; left !== 0; left &= left - 1) count++
  return count
}

/** The levels within which a move can be made up for, from the narrowest. What was released before can't be refused any more. */
function levelsFor(counts: CountDraft, community: number, id: MoveId, from: Level = 'street'): readonly Level[] {
  return levels.slice(levels.indexOf(from), Math.min(levels.length - 1, boundOf(counts, community, id, from) + 1))
}

/** The index, among the levels, of that within which a move has to be made up for, since what was released before tells of it there. */
export function boundOf(counts: CountDraft, community: number, id: MoveId, from?: Level): number {
  const { current } = counts.world.timeline
  return levels.indexOf(scopeOf(counts, community, id, (periodIndex) => periodIndex !== current, from))
}

/** The communities of an area that make the opposite of a move at the least cost, as many as are wanted or there are. */
function cheapestPartners(
  counts: CountDraft,
  community: number,
  id: MoveId,
  { level, most }: { readonly level: Level; readonly most: number },
  couldMove: CouldMove,
): readonly Partner[] {
  const { current } = counts.world.timeline
  const height = levels.indexOf(level)
  const found: Partner[] = []
  let free = 0
  for (const partner of couldMove.within(level, areaOf(counts, level, community), counts.space.opposite(id))) {
    if (partner === community || !counts.isSummed(current, partner) || boundOf(counts, partner, id) < height) continue
    const cost = hidingCost(counts, partner, id) + refusalCost(counts, partner, id, level)
    found.push({ id, partner, cost })
    if (cost === 0 && ++free >= most) break
  }
  return found.sort(byCost).slice(0, most)
}

function byCost(first: Partner, second: Partner): number {
  return first.cost - second.cost
}
