import type { Timeline } from '../model/timeline.js'
import { relatedByEitherPart } from './related-shifts.js'
import type { Change, RelatedShift, ShiftId, ShiftSpace } from './shift-space.js'

/** How shifts are related to each other. Each stands beside its opposite. */
type Relations = Pick<ShiftSpace, 'partsByPeriod' | 'relatedShifts'>

/** A residual has so many shifts at the most. */
const mostResidual = 3

/** Finds among all shifts of persons those that add up to others, and those that differ only in what they do in the year, or in their rows. */
export function relatedPersonShifts(
  { periods, sums }: Timeline,
  isBrokenDown: readonly boolean[],
  all: readonly (readonly Change[])[],
  splits: (id: ShiftId) => readonly (readonly [ShiftId, ShiftId])[],
): Relations {
  const year = periods.findIndex((_, periodIndex) =>
    sums.some(({ whole, parts }) => whole === periodIndex && parts.some((part) => isBrokenDown[part] === true)),
  )
  const inOnePeriod = new Map<string, ShiftId>()
  const byQuarters = new Map<string, ShiftId[]>()
  for (const [id, changes] of all.entries()) {
    const [only, ...others] = changes
    if (only !== undefined && others.length === 0) inOnePeriod.set(keyOf(only), id)
    const key = quartersOf(changes, year, isBrokenDown)
    if (key === undefined) continue
    const same = byQuarters.get(key)
    if (same === undefined) byQuarters.set(key, [id])
    else same.push(id)
  }
  /** What one shift does beside the quarters and another does not, as shifts of one period each; undefined where there are no such shifts. */
  const beyond = (id: ShiftId, other: ShiftId): readonly ShiftId[] | undefined => {
    const known = new Set(all[other]?.map(keyOf))
    const more = (all[id] ?? []).filter((change) => !known.has(keyOf(change)))
    const shifts = more.map((change) => inOnePeriod.get(keyOf(change)))
    return shifts.every((shift) => shift !== undefined) ? shifts : undefined
  }
  const byOtherPeriods = (id: ShiftId): RelatedShift[] => {
    const key = quartersOf(all[id] ?? [], year, isBrokenDown)
    const alike = (key === undefined ? undefined : byQuarters.get(key)) ?? [id]
    return alike.flatMap((other) => {
      const own = beyond(id, other)
      const theirs = beyond(other, id)
      if (own === undefined || theirs === undefined || own.length + theirs.length > mostResidual) return []
      return [{ id: other, residual: [...own, ...theirs.map((shift) => shift ^ 1)] }]
    })
  }
  const byRows = (id: ShiftId) => splits(id).flatMap(([one, other]) => relatedByEitherPart(one, other))
  const known = new Map<ShiftId, readonly RelatedShift[]>()
  return {
    partsByPeriod: (id) => {
      const changes = all[id] ?? []
      if (changes.length < 2) return []
      const parts = changes.map((change) => inOnePeriod.get(keyOf(change)))
      return parts.every((part) => part !== undefined) ? parts : []
    },
    relatedShifts: (id) => {
      const related = known.get(id) ?? [...byOtherPeriods(id), ...byRows(id)]
      known.set(id, related)
      return related
    },
  }
}

/** A key for what a shift does in the quarters that are broken down; undefined where it does nothing there, or there is no year. */
function quartersOf(changes: readonly Change[], year: number, isBrokenDown: readonly boolean[]): string | undefined {
  const rest = changes.filter(({ periodIndex }) => periodIndex !== year && isBrokenDown[periodIndex] === true)
  return year < 0 || rest.length === 0 ? undefined : rest.map(keyOf).join(' ')
}

function keyOf({ periodIndex, up, down }: Change): string {
  return `${periodIndex}/${up}/${down}`
}
