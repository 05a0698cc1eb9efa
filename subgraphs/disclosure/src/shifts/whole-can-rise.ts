import { type Times, widestStep } from '../model/protection-interval.js'
import type { CountTables } from '../world/count-tables.js'
import type { Change, ShiftId, ShiftSpace } from './shift-space.js'

/** A shift that a community can make so often, and the index of the area in which others must compensate it. */
interface OwnShift {
  readonly id: ShiftId
  readonly areaIndex: number
  readonly times: Times
}

/** A count that another is part of, with what is proved of its shifts. */
export interface ProvenShifts {
  readonly space: ShiftSpace
  readonly proof: {
    shiftsOf(community: number): Iterable<OwnShift>
    /** How often others compensate a shift, any one of them left aside, each at most as often as it `can`. */
    timesOpposedBy(community: number, own: OwnShift, can: (other: number, id: ShiftId) => number): number
  }
}

/** In which periods a shift takes the total up, and in which down, as masks of periods, and how often. */
interface TotalShift {
  readonly risen: number
  readonly fallen: number
  readonly times: number
}

/**
 * Tells whether the total of a whole can go up so many times in some periods at once, and nowhere below the part, unless that goes down
 * too: by a shift of the community that others compensate, whose parts leave them room to go down.
 *
 * @param restOf by how much a community's whole exceeds its part in a period
 */
export function wholeCanRise(
  whole: CountTables & ProvenShifts,
  restOf: (periodIndex: number, community: number) => number,
): (community: number, rising: number, falling: number, times: Times) => boolean {
  const known = new Map<number, readonly TotalShift[]>()
  return (community, rising, falling, times) => {
    const shifts = known.get(community) ?? totalShifts(whole, community, restOf)
    known.set(community, shifts)
    const hasRoom = (fallen: number) => periodsOf(fallen & ~falling).every((at) => restOf(at, community) >= times)
    return shifts.some(
      ({ risen, fallen, times: most }) => most >= times && (risen & rising) === rising && hasRoom(fallen),
    )
  }
}

/** The shifts by which a community's total can rise, and which others with room for it compensate. */
function totalShifts(
  { space, proof }: ProvenShifts,
  community: number,
  restOf: (periodIndex: number, community: number) => number,
): readonly TotalShift[] {
  const shifts = new Map<string, TotalShift>()
  const room = (other: number, id: ShiftId) =>
    Math.min(widestStep, ...periodsOf(totalShift(space.changes(id)).fallen).map((at) => restOf(at, other)))
  for (const own of proof.shiftsOf(community)) {
    const { risen, fallen } = totalShift(space.changes(own.id))
    if (risen === 0) continue
    const key = `${risen}/${fallen}`
    const best = shifts.get(key)?.times ?? 0
    if (own.times <= best) continue
    const times = proof.timesOpposedBy(community, own, room)
    if (times > best) shifts.set(key, { risen, fallen, times })
  }
  return [...shifts.values()]
}

function totalShift(changes: readonly Change[]): { readonly risen: number; readonly fallen: number } {
  let [risen, fallen] = [0, 0]
  for (const { periodIndex, up, down } of changes) {
    risen |= (up & 1) << periodIndex
    fallen |= (down & 1) << periodIndex
  }
  return { risen, fallen }
}

function periodsOf(mask: number): readonly number[] {
  const periods: number[] = []
  for (let left = mask; left !== 0; left &= left - 1) periods.push(31 - Math.clz32(left & -left))
  return periods
}
