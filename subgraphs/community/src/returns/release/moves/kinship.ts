import type { Timeline } from '../timeline.js'
import { eitherWay } from './variants.js'
import type { Change, MoveId, MoveSpace, Variant } from './move-space.js'

/** What relates moves to each other. Each stands beside its opposite. */
type Kinship = Pick<MoveSpace, 'parts' | 'variants'>

/** Finds among all moves those that make up others, and those that differ only in what they do in the year, or in their rows. */
export function kinship(
  { periods, sums }: Timeline,
  isBrokenDown: readonly boolean[],
  all: readonly (readonly Change[])[],
  splits: (id: MoveId) => readonly (readonly [MoveId, MoveId])[],
): Kinship {
  const year = periods.findIndex((_, place) =>
    sums.some(({ whole, parts }) => whole === place && parts.some((part) => isBrokenDown[part] === true)),
  )
  const inOnePeriod = new Map<string, MoveId>()
  const byRest = new Map<string, MoveId[]>()
  for (const [id, changes] of all.entries()) {
    const [only, ...others] = changes
    if (only !== undefined && others.length === 0) inOnePeriod.set(keyOf(only), id)
    const key = restOf(changes, year, isBrokenDown)
    if (key === undefined) continue
    const same = byRest.get(key)
    if (same === undefined) byRest.set(key, [id])
    else same.push(id)
  }
  /** What a move does in the year, as a move of its own; 'none' where there is no such move. */
  const inYear = (id: MoveId): MoveId | 'none' | undefined => {
    const made = all[id]?.find(({ place }) => place === year)
    return made && (inOnePeriod.get(keyOf(made)) ?? 'none')
  }
  const byYear = (id: MoveId, isCounted: boolean): Variant[] => {
    const key = restOf(all[id] ?? [], year, isBrokenDown)
    const variants = (key === undefined ? undefined : byRest.get(key)) ?? [id]
    return variants.flatMap((variant) => {
      if (variant === id && isCounted) return [{ id, left: [] }]
      const [own, theirs] = [inYear(id), inYear(variant)]
      if (own === 'none' || theirs === 'none') return []
      return [
        {
          id: variant,
          left: [...(own !== undefined && isCounted ? [own] : []), ...(theirs === undefined ? [] : [theirs ^ 1])],
        },
      ]
    })
  }
  const byRows = (id: MoveId) => splits(id).flatMap(([one, other]) => eitherWay(one, other))
  const counted = new Map<MoveId, readonly Variant[]>()
  const uncounted = new Map<MoveId, readonly Variant[]>()
  return {
    parts: (id) => {
      const changes = all[id] ?? []
      if (changes.length < 2) return []
      const parts = changes.map((change) => inOnePeriod.get(keyOf(change)))
      return parts.every((part) => part !== undefined) ? parts : []
    },
    variants: (id, isCounted) => {
      const known = isCounted ? counted : uncounted
      const variants = known.get(id) ?? [...byYear(id, isCounted), ...(isCounted ? byRows(id) : [])]
      known.set(id, variants)
      return variants
    },
  }
}

/** What a move does in shorter periods than the year, if in any that is broken down: so much that it may need the year to follow. */
function restOf(changes: readonly Change[], year: number, isBrokenDown: readonly boolean[]): string | undefined {
  const rest = changes.filter(({ place }) => place !== year)
  if (year < 0 || !rest.some(({ place }) => isBrokenDown[place] === true)) return undefined
  return rest.map(keyOf).join(' ')
}

function keyOf({ place, up, down }: Change): string {
  return `${place}/${up}/${down}`
}
