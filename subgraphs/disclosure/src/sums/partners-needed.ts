import { type Times, widestStep } from '../model/protection-interval.js'
import type { Able } from './shift-tally.js'

/**
 * How often some communities together make the opposite of a shift when any one of them is left aside: as often as each of them can, less
 * the one that can most often. Whoever attacks with its own numbers is left aside.
 */
export function timesOpposed([once, twice, thrice]: Able, most: Times): number {
  const largest = thrice > 0 ? widestStep : twice > 0 ? 2 : once > 0 ? 1 : 0
  return Math.min(most, once + twice + thrice - largest)
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

/** How many balancers each residual shift needs, where a shift leaves so many: every partner and balancer is another community. */
export function balancersNeeded(shifts: number, residuals: number): number {
  return shifts * (1 + residuals) + 1
}

/** So many partners, each of whom makes the opposite once. */
export function atLeast(most: number): (partners: readonly unknown[]) => boolean {
  return ({ length }) => length >= most
}

/** Partners who make the opposite so often, when any one of them is left aside. */
export function opposing(times: Times): (partners: readonly { readonly times: Times }[]) => boolean {
  return (partners) => {
    const able = ([1, 2, 3] as const).map((often) => partners.filter((partner) => partner.times >= often).length)
    return timesOpposed([able[0] ?? 0, able[1] ?? 0, able[2] ?? 0], times) === times
  }
}
