/**
 * How many partners each of some shifts needs that are made together: one for each, and one more, so that for each there is somebody
 * left when any one of them is left aside. Whoever attacks with its own numbers is left aside.
 */
export function partnersNeeded(shifts: number): number {
  return shifts + 1
}

/** How many balancers each residual shift needs, where a shift leaves so many: every partner and balancer is another community. */
export function balancersNeeded(shifts: number, residuals: number): number {
  return shifts * (1 + residuals) + 1
}
