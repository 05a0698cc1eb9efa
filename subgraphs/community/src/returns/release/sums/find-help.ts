import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { CountInRelease } from '../count-release.js'
import { type MoveId, cellsAt } from '../moves/move-space.js'
import { hidingCost } from '../named/hiding-cost.js'
import type { CouldMove } from './could-move.js'
import { type Level, areaOf, levels, movers, releasedIn } from './released-sums.js'
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
  /** How many communities that make the opposite. */
  readonly partners: number
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

const margins = marginCells()

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
  counts: CountInRelease,
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

/** Whether help can be had without refusing the sums of a borough. */
export function isLocal(helps: readonly Help[]): boolean {
  return helps.every(({ level }) => level === 'street' || level === 'borough')
}

/** What some help costs altogether. */
export function costOf(helps: readonly Help[]): number {
  return helps.reduce((sum, { cost }) => sum + cost, 0)
}

function helpWithin(
  counts: CountInRelease,
  community: number,
  id: MoveId,
  { partners: wanted, moves, level, byVariants }: Wanted & { readonly level: Level },
  couldMove: CouldMove,
): readonly Help[] | undefined {
  const { space } = counts
  const find = (move: MoveId, most: number) => cheapestPartners(counts, community, move, { level, most }, couldMove)
  const isCounted = counts.isSummed(counts.world.timeline.current, community)
  const variants = byVariants ? space.variants(id, isCounted) : [{ id, left: [] }]
  const eveners = new Map<MoveId, readonly Partner[]>()
  const canEven = (move: MoveId) => {
    const found = eveners.get(move) ?? find(move, movers(moves) + 2)
    eveners.set(move, found)
    return found.length === movers(moves) + 2
  }
  const candidates = variants
    .filter(({ left }) => left.every(canEven))
    .flatMap(({ id: variant, left }) => find(variant, wanted).map((candidate) => ({ ...candidate, left })))
  const partners: (typeof candidates)[number][] = []
  for (const candidate of candidates.sort(byCost)) {
    if (partners.length < wanted && !partners.some(({ partner }) => partner === candidate.partner))
      partners.push(candidate)
  }
  if (partners.length < wanted) return undefined
  const left = [...new Set(partners.flatMap((partner) => partner.left))]
  return [
    { id, level, partners: [], cost: refusalCost(counts, community, id, level) },
    ...partners.map(({ id: variant, partner, cost }) => ({ id: variant, level, partners: [partner], cost })),
    ...left.map((move) => {
      const found = eveners.get(move) ?? []
      return { id: move, level, partners: found.map(({ partner }) => partner), cost: costOfAll(found) }
    }),
  ]
}

/** What it costs to refuse the sums below a level that a move of a community would change, as far as they are released yet. */
function refusalCost(counts: CountInRelease, community: number, id: MoveId, level: Level): number {
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

function marginCells(): number {
  let mask = 0
  for (let cell = 0; cell < breakdownCount; cell++)
    if (cell < cellKinds.length || cell % cellKinds.length === 0) mask |= 1 << cell
  return mask
}

/** The levels within which a move can be made up for, from the narrowest. What was released before can't be refused any more. */
function levelsFor(counts: CountInRelease, community: number, id: MoveId): readonly Level[] {
  return levels.slice(0, Math.min(levels.length - 1, boundOf(counts, community, id) + 1))
}

function boundOf(counts: CountInRelease, community: number, id: MoveId): number {
  const { current } = counts.world.timeline
  return levels.indexOf(scopeOf(counts, community, id, (place) => place !== current))
}

/** The communities of an area that make the opposite of a move at the least cost, as many as are wanted or there are. */
function cheapestPartners(
  counts: CountInRelease,
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
    const cost = hidingCost(counts, partner, id)
    found.push({ id, partner, cost })
    if (cost === 0 && ++free >= most) break
  }
  return found.sort(byCost).slice(0, most)
}

function costOfAll(partners: readonly Partner[]): number {
  return partners.reduce((sum, { cost }) => sum + cost, 0)
}

function byCost(first: Partner, second: Partner): number {
  return first.cost - second.cost
}
