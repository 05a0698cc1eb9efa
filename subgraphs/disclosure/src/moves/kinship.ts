import type { Timeline } from '../model/timeline.js'
import { eitherWay } from './variants.js'
import type { Change, MoveId, MoveSpace, Variant } from './move-space.js'

/** What relates moves to each other. Each stands beside its opposite. */
type Kinship = Pick<MoveSpace, 'parts' | 'variants'>

/** So many moves are left over of another at the most. */
const mostLeft = 3

/** Finds among all moves those that make up others, and those that differ only in what they do in the year, or in their rows. */
export function kinship(
  { periods, sums }: Timeline,
  isBrokenDown: readonly boolean[],
  all: readonly (readonly Change[])[],
  splits: (id: MoveId) => readonly (readonly [MoveId, MoveId])[],
): Kinship {
  const year = periods.findIndex((_, periodIndex) =>
    sums.some(({ whole, parts }) => whole === periodIndex && parts.some((part) => isBrokenDown[part] === true)),
  )
  const inOnePeriod = new Map<string, MoveId>()
  const byQuarters = new Map<string, MoveId[]>()
  for (const [id, changes] of all.entries()) {
    const [only, ...others] = changes
    if (only !== undefined && others.length === 0) inOnePeriod.set(keyOf(only), id)
    const key = quartersOf(changes, year, isBrokenDown)
    if (key === undefined) continue
    const same = byQuarters.get(key)
    if (same === undefined) byQuarters.set(key, [id])
    else same.push(id)
  }
  /** What one move does beside the quarters and another does not, as moves of one period each; undefined where there are no such moves. */
  const beyond = (id: MoveId, other: MoveId): readonly MoveId[] | undefined => {
    const known = new Set(all[other]?.map(keyOf))
    const more = (all[id] ?? []).filter((change) => !known.has(keyOf(change)))
    const moves = more.map((change) => inOnePeriod.get(keyOf(change)))
    return moves.every((move) => move !== undefined) ? moves : undefined
  }
  const byOtherPeriods = (id: MoveId): Variant[] => {
    const key = quartersOf(all[id] ?? [], year, isBrokenDown)
    const variants = (key === undefined ? undefined : byQuarters.get(key)) ?? [id]
    return variants.flatMap((variant) => {
      const own = beyond(id, variant)
      const theirs = beyond(variant, id)
      if (own === undefined || theirs === undefined || own.length + theirs.length > mostLeft) return []
      return [{ id: variant, left: [...own, ...theirs.map((move) => move ^ 1)] }]
    })
  }
  const byRows = (id: MoveId) => splits(id).flatMap(([one, other]) => eitherWay(one, other))
  const known = new Map<MoveId, readonly Variant[]>()
  return {
    parts: (id) => {
      const changes = all[id] ?? []
      if (changes.length < 2) return []
      const parts = changes.map((change) => inOnePeriod.get(keyOf(change)))
      return parts.every((part) => part !== undefined) ? parts : []
    },
    variants: (id) => {
      const variants = known.get(id) ?? [...byOtherPeriods(id), ...byRows(id)]
      known.set(id, variants)
      return variants
    },
  }
}

/** What a move does in the periods that are broken down but for the year, if in any: so much that it may need the others to follow. */
function quartersOf(changes: readonly Change[], year: number, isBrokenDown: readonly boolean[]): string | undefined {
  const rest = changes.filter(({ periodIndex }) => periodIndex !== year && isBrokenDown[periodIndex] === true)
  return year < 0 || rest.length === 0 ? undefined : rest.map(keyOf).join(' ')
}

function keyOf({ periodIndex, up, down }: Change): string {
  return `${periodIndex}/${up}/${down}`
}
