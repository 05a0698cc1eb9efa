/**
 * The value below which a share of all values lies, by the nearest rank: always one of the values.
 *
 * @param share from 0 to 1; 0.99 for p99
 * @throws {RangeError} when there is no value, or the share is not from 0 to 1.
 */
export function percentile(values: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`Expected a share from 0 to 1, but got ${share}.`)
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)]
  if (value === undefined) throw new RangeError('Expected at least one value, but got none.')
  return value
}

/** The value in the middle, or the mean of the two there. @throws {RangeError} when there is no value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('Expected at least one value, but got none.')
  return (lower + upper) / 2
}

/** How much one contender did for each unit of another: what its rounds say in the middle, and at the extremes. */
export interface Ratio {
  readonly median: number
  readonly least: number
  readonly most: number
}

/**
 * Compares two contenders round by round, so that what slowed a whole round down slows both.
 *
 * @throws {RangeError} unless both have a value above 0 for each of the same rounds.
 */
export function ratio(values: readonly number[], base: readonly number[]): Ratio {
  if (values.length !== base.length) {
    throw new RangeError(`Expected as many rounds of both, but got ${values.length} and ${base.length}.`)
  }
  const ratios = values.map((value, round) => {
    const against = base[round]
    if (against === undefined || !(against > 0)) throw new RangeError(`Expected a base above 0, but got ${against}.`)
    return value / against
  })
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }
}
