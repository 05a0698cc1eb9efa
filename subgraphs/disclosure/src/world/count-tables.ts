import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { Times } from '../model/protection-interval.js'
import type { PublishedSums } from './sum-masks.js'
import type { ReleaseWorld } from './release-world.js'

/** One protected count of all communities, in all periods that hang together with the one that is released. */
export interface CountTables {
  readonly count: BaseCountName
  readonly world: ReleaseWorld
  /** The part of the count that is protected with it, in a row of its own (`part-rows.ts`). */
  readonly part: BaseCountName | undefined
  /** The count of which this one is a part, where it was protected before. */
  readonly whole: CountTables | undefined
  /** By period: the cells that the count has, as a mask. */
  readonly cells: readonly number[]
  /** By period, then by community, masks of cells: those of primary suppression, which must not be known, and all that are hidden. */
  readonly primary: readonly Int32Array[]
  readonly hidden: readonly Int32Array[]
  /** Likewise: the cells that can be hidden at all, which are not structural zeros. */
  readonly hideable: readonly Int32Array[]
  /** Likewise, for each number of times: the cells that hold as many at least. */
  readonly atLeast: Readonly<Record<Times, readonly Int32Array[]>>
  /** By period, of those released before: which sums were published, as masks of cells. */
  readonly earlierSums: readonly (PublishedSums | undefined)[]
  /** By community: 1 where the count's sums of the current period leave out what it hides, since nobody compensates its shifts. */
  readonly excludedFromSums: Uint8Array
  /** Whether a community's hidden cells are in the count's sums of a period. */
  readonly isSummed: (periodIndex: number, community: number) => boolean
  /** A community's count of a cell in a period. */
  readonly valueOf: (periodIndex: number, community: number, cell: number) => number
}

/** Reads a mask. */
export function maskAt(masks: readonly Int32Array[], periodIndex: number, community: number): number {
  return masks[periodIndex]?.[community] ?? 0
}

/** Writes a mask. */
export function setMask(masks: readonly Int32Array[], periodIndex: number, community: number, mask: number): void {
  const row = masks[periodIndex]
  if (row !== undefined) row[community] = mask
}

/** Hides cells of a community in the current period, beside what is hidden. */
export function hideCells({ hidden, world }: CountTables, community: number, cells: number): void {
  const { current } = world.timeline
  setMask(hidden, current, community, maskAt(hidden, current, community) | cells)
}
