/** The least and the most that each of many cells can be. */
export interface Bounds {
  readonly low: Float64Array
  readonly high: Float64Array
}

/** Bounds of cells of which nothing is known. */
export function openBounds(length: number): Bounds {
  return { low: new Float64Array(length), high: new Float64Array(length).fill(Infinity) }
}

/** Raises the least that a cell can be, unless that contradicts the most. Tells whether it did. */
export function raise({ low, high }: Bounds, cell: number, least: number): boolean {
  if (!(least > (low[cell] ?? 0)) || least > (high[cell] ?? 0)) return false
  low[cell] = least
  return true
}

/** Lowers the most that a cell can be, unless that contradicts the least. Tells whether it did. */
export function lower({ low, high }: Bounds, cell: number, most: number): boolean {
  if (!(most < (high[cell] ?? 0)) || most < (low[cell] ?? 0)) return false
  high[cell] = most
  return true
}
