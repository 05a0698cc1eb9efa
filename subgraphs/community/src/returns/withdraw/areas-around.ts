/** The areas in which a community may be summed: its street, its borough, and whatever can be its city, by their codes. */
export interface AreasAround {
  readonly street: string
  readonly borough: string
  /** A prefecture-level city, or a municipality. */
  readonly cities: readonly string[]
}

export function areasAround(community: string): AreasAround {
  const padded = (digits: number) => community.slice(0, digits).padEnd(12, '0')
  return { street: padded(9), borough: padded(6), cities: [padded(4), padded(2)] }
}
