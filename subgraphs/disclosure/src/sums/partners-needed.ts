import type { Times } from '../model/protection-interval.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { type Able, nobody } from './shift-tally.js'

/**
 * How often some communities together make the opposite of a shift when any one of them is left aside: as often as each of them can, less
 * the one that can most often. Whoever attacks with its own numbers is left aside.
 */
export function timesOpposed(able: Able, most: Times): number {
  return Math.min(most, timesLeft(able, 1))
}

/** The same without one community that can make the shift so often. */
export function withoutOne([once, twice, thrice]: Able, times: Times | 0): Able {
  return [once - (times > 0 ? 1 : 0), twice - (times > 1 ? 1 : 0), thrice - (times > 2 ? 1 : 0)]
}

/**
 * How many partners each of some shifts needs that are made together: one for each, and one more, so that for each there is somebody
 * left when any one of them is left aside.
 */
export function partnersNeeded(shifts: number): number {
  return shifts + 1
}

/** A shift that is made so often, and who can make its opposite. */
export interface Opposed {
  readonly times: number
  readonly able: Able
}

/**
 * Whether communities are enough to make the opposites of some shifts together, each community one of them only, whoever of all is left
 * aside: those of the rarest come first, and those of the next are others.
 */
export function areEnoughTogether(shifts: readonly Opposed[]): boolean {
  let others = 0
  for (const { times, able } of shifts.toSorted((rarer, other) => rarer.able[0] - other.able[0])) {
    if (timesLeft(able, others + 1) < times) return false
    others += times
  }
  return true
}

/** The shifts that anybody can oppose, whoever is left aside, and which of them can be made together. */
export function opposable(able: ReadonlyMap<ShiftId, Able>): {
  readonly ids: readonly ShiftId[]
  readonly areOpposed: (ids: readonly ShiftId[]) => boolean
} {
  return {
    ids: [...able].filter(([, others]) => timesLeft(others, 1) > 0).map(([id]) => id),
    areOpposed: (ids) =>
      areEnoughTogether([...timesOfEach(ids)].map(([id, times]) => ({ times, able: able.get(id) ?? nobody }))),
  }
}

/** How often each of some shifts is made. */
export function timesOfEach(ids: readonly ShiftId[], times = 1): ReadonlyMap<ShiftId, number> {
  const made = new Map<ShiftId, number>()
  for (const id of ids) made.set(id, (made.get(id) ?? 0) + times)
  return made
}

/** How often communities together make a shift when so many of them don't: those who can most often. */
function timesLeft(able: Able, aside: number): number {
  return able.reduce((times, often) => times + Math.max(0, often - aside), 0)
}

/** How many balancers each residual shift needs, where a shift leaves so many: every partner and balancer is another community. */
export function balancersNeeded(shifts: number, residuals: number): number {
  return shifts * (1 + residuals) + 1
}

/** So many partners, each of whom makes the opposite once. */
export function atLeast(most: number): (partners: readonly unknown[]) => boolean {
  return ({ length }) => length >= most
}

/**
 * Partners who make the opposite so often, when any one of them is left aside.
 *
 * @param others how many of them may make the opposites of other shifts instead
 */
export function opposing(times: number, others: number): (partners: readonly { readonly times: Times }[]) => boolean {
  return (partners) => {
    const ableTo = (often: Times) => partners.filter((partner) => partner.times >= often).length
    return timesLeft([ableTo(1), ableTo(2), ableTo(3)], others + 1) >= times
  }
}
