import { maskAt } from '../world/count-tables.js'
import type { Change, ShiftId, ShiftSpace } from './shift-space.js'

/** A count that another is part of, with what is proved of its shifts. */
export interface ProvenShifts {
  readonly space: ShiftSpace
  readonly proof: {
    /** A community's shifts, each with the index of the area within which others must compensate it. */
    shiftsOf(community: number): Iterable<readonly [id: ShiftId, area: number]>
    /** Whether enough others compensate a shift, counting only those that fit. */
    isCompensatedBy(
      community: number,
      id: ShiftId,
      areaIndex: number,
      fits: (other: number, id: ShiftId) => boolean,
    ): boolean
  }
}

/** In which periods a shift takes the total up, and in which down: masks of periods. */
interface TotalShift {
  readonly risen: number
  readonly fallen: number
}

/**
 * Tells whether the total of a whole can be one more than it is in some periods at once, and nowhere less than a part that is
 * equal to it, unless that is one less too: by a shift of the community that two others compensate, whose parts leave them
 * room to be one less.
 *
 * @param equalToWhole by period, then by community: whether the total of the part equals that of the whole, in bit 0
 */
export function wholeCanRise(whole: ProvenShifts, equalToWhole: readonly Int32Array[]) {
  const periodsEqualToWhole = (community: number) =>
    equalToWhole.reduce(
      (periods, _, periodIndex) => periods | ((maskAt(equalToWhole, periodIndex, community) & 1) << periodIndex),
      0,
    )
  const known = new Map<number, readonly TotalShift[]>()
  return (community: number, rising: number, falling: number): boolean => {
    const shifts = known.get(community) ?? totalShifts(whole, community, periodsEqualToWhole)
    known.set(community, shifts)
    const exceeded = periodsEqualToWhole(community) & ~falling
    return shifts.some(({ risen, fallen }) => (risen & rising) === rising && (fallen & exceeded) === 0)
  }
}

/** The shifts by which a community's total can rise, and which two others with room for it compensate. */
function totalShifts(
  { space, proof }: ProvenShifts,
  community: number,
  periodsEqualToWhole: (community: number) => number,
): readonly TotalShift[] {
  const shifts = new Map<number, TotalShift>()
  const hasRoom = (other: number, id: ShiftId) =>
    (totalShift(space.changes(id)).fallen & periodsEqualToWhole(other)) === 0
  for (const [id, areaIndex] of proof.shiftsOf(community)) {
    const shift = totalShift(space.changes(id))
    const key = shift.risen * 2 ** 17 + shift.fallen
    if (shift.risen === 0 || shifts.has(key)) continue
    if (proof.isCompensatedBy(community, id, areaIndex, hasRoom)) shifts.set(key, shift)
  }
  return [...shifts.values()]
}

function totalShift(changes: readonly Change[]): TotalShift {
  let [risen, fallen] = [0, 0]
  for (const { periodIndex, up, down } of changes) {
    risen |= (up & 1) << periodIndex
    fallen |= (down & 1) << periodIndex
  }
  return { risen, fallen }
}
