/** Where a tile lies, in percent of the whole. */
export interface Tile<Item> {
  readonly item: Item
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * Lays out tiles whose areas are as their sizes, near to squares (Bruls, Huizing and van Wijk, Squarified Treemaps, 2000).
 *
 * @param ratio the width of the whole by its height
 */
export function tileLayout<Item>(items: readonly (readonly [item: Item, size: number])[], ratio: number): Tile<Item>[] {
  const sorted = items.filter(([, size]) => size > 0).toSorted(([, one], [, other]) => other - one)
  const total = sorted.reduce((sum, [, size]) => sum + size, 0)
  const tiles: Tile<Item>[] = []
  // In a space of ratio × 1, whose free part is cut row by row along its shorter side.
  let free = { left: 0, top: 0, width: ratio, height: 1 }
  let rest = sorted.map(([item, size]) => ({ item, area: (size / total) * ratio }))
  while (rest.length > 0) {
    const side = Math.min(free.width, free.height)
    let count = 1
    while (count < rest.length && worst(rest.slice(0, count + 1), side) <= worst(rest.slice(0, count), side)) count++
    const row = rest.slice(0, count)
    const depth = sum(row) / side
    let along = 0
    for (const { item, area } of row) {
      const length = area / depth
      const isUpright = free.width >= free.height
      tiles.push({
        item,
        left: ((free.left + (isUpright ? 0 : along)) / ratio) * 100,
        top: (free.top + (isUpright ? along : 0)) * 100,
        width: ((isUpright ? depth : length) / ratio) * 100,
        height: (isUpright ? length : depth) * 100,
      })
      along += length
    }
    free =
      free.width >= free.height
        ? { ...free, left: free.left + depth, width: free.width - depth }
        : { ...free, top: free.top + depth, height: free.height - depth }
    rest = rest.slice(count)
  }
  return tiles
}

interface Sized {
  readonly area: number
}

function sum(row: readonly Sized[]): number {
  return row.reduce((total, { area }) => total + area, 0)
}

/** How far the least square of a row is from a square. */
function worst(row: readonly Sized[], side: number): number {
  const total = sum(row)
  const areas = row.map(({ area }) => area)
  return Math.max((side ** 2 * Math.max(...areas)) / total ** 2, total ** 2 / (side ** 2 * Math.min(...areas)))
}
