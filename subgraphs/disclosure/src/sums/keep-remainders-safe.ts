import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { CountDraft } from '../shifts/count-draft.js'
import type { SumArea } from '../world/release-world.js'
import { partCell, restCell, toldRows } from '../world/part-rows.js'
import { isSafe, remainderOf } from './remainder.js'
import { allCells } from '../world/published-sums.js'

/**
 * Unpublishes sums until whatever is left of one, when the sums within it and the communities' own cells are taken away, is
 * either nothing or enough (see `isSafe`): from streets to boroughs to the city, and where too little is left by unpublishing a
 * sum within, the smallest that has enough.
 */
export function keepRemaindersSafe(counts: CountDraft): void {
  for (let cell = 0; cell < breakdownCount; cell++) {
    if ((allCells(counts) >> cell) & 1 && !(counts.part !== undefined && cell === restCell)) keepCellSafe(counts, cell)
  }
  if (counts.part !== undefined) keepRestSafe(counts)
}

/** The rest of a whole is told where the sums of the whole and of the part are: where that is not safe, that of the part gives way. */
function keepRestSafe(counts: CountDraft): void {
  const all = [counts.sums.streets, counts.sums.boroughs, counts.sums.city]
  const eachMask = (change: (mask: number) => number) => {
    for (const masks of all) for (const [area, mask] of masks.entries()) masks[area] = change(mask)
  }
  eachMask((mask) => ((mask & toldRows) === toldRows ? mask | (1 << restCell) : mask))
  const before = all.map((masks) => masks.slice())
  keepCellSafe(counts, restCell)
  for (const [index, masks] of all.entries())
    for (const [area, mask] of masks.entries())
      if (((before[index]?.[area] ?? 0) & ~mask & (1 << restCell)) !== 0) clear(masks, area, 1 << partCell)
  eachMask((mask) => mask & toldRows)
}

function keepCellSafe(counts: CountDraft, cell: number): void {
  const { streets, boroughs, boroughOf } = counts.world
  const bit = 1 << cell
  for (const [street, { communities }] of streets.entries()) {
    if (!isSafe(counts, remainderOf(counts, communities, cell))) clear(counts.sums.streets, street, bit)
  }
  const inBorough = new Map<number, number[]>()
  for (const [street, { communities }] of streets.entries()) {
    const borough = boroughOf[communities[0] ?? 0] ?? 0
    inBorough.set(borough, [...(inBorough.get(borough) ?? []), street])
  }
  for (const borough of boroughs.keys())
    settle(
      counts,
      bit,
      cell,
      { masks: counts.sums.boroughs, area: borough },
      streets,
      inBorough.get(borough) ?? [],
      counts.sums.streets,
    )
  const withoutBorough = boroughs.length === 0
  const parts = withoutBorough ? streets : boroughs
  settle(
    counts,
    bit,
    cell,
    { masks: counts.sums.city, area: 0 },
    parts,
    [...parts.keys()],
    withoutBorough ? counts.sums.streets : counts.sums.boroughs,
  )
}

/** Makes what is left of one area's sum safe: unpublishes sums within it, or else its own. */
function settle(
  counts: CountDraft,
  bit: number,
  cell: number,
  whole: { readonly masks: Int32Array; readonly area: number },
  parts: readonly SumArea[],
  within: readonly number[],
  partMasks: Int32Array,
): void {
  if (!((whole.masks[whole.area] ?? 0) & bit)) return
  const left = () =>
    remainderOf(
      counts,
      within.flatMap((part) => ((partMasks[part] ?? 0) & bit ? [] : (parts[part]?.communities ?? []))),
      cell,
    )
  const released = within
    .filter((part) => (partMasks[part] ?? 0) & bit)
    .map((part) => [part, remainderOf(counts, parts[part]?.communities ?? [], cell)] as const)
    .filter(([, { hiding }]) => hiding > 0)
    .sort(([, first], [, second]) => first.sum - second.sum)
  for (const [part] of released) {
    if (isSafe(counts, left())) return
    clear(partMasks, part, bit)
  }
  if (!isSafe(counts, left())) clear(whole.masks, whole.area, bit)
}

function clear(masks: Int32Array, area: number, bit: number): void {
  masks[area] = (masks[area] ?? 0) & ~bit
}
