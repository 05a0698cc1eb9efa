import { type BaseCount, type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { Move } from '../moves/move.js'
import { movesOf } from '../moves/list-moves.js'
import { type ReleasedSums, beginSums } from '../sums/released-sums.js'
import { type TimeSet, timeSetsOf } from '../timeline.js'
import { primaryMask } from './primary-mask.js'
import type { ReleaseWorld } from './release-world.js'

/** How a move may be made: in these periods, of the part alone or of its whole too. */
export interface Way extends TimeSet {
  readonly joint: boolean
}

/** One protected count of all communities, in all periods that hang together with the one that is released. */
export interface CountWorld {
  readonly count: BaseCountName
  readonly world: ReleaseWorld
  readonly addsOverKinds: boolean
  readonly addsOverTime: boolean
  readonly moves: readonly Move[]
  readonly ways: readonly Way[]
  /** The count of which this one is a part. */
  readonly whole: CountWorld | undefined
  /** By period, then by community: masks of cells that must not be known, of those that are hidden, and of those above zero. */
  readonly primary: readonly Int32Array[]
  readonly hidden: readonly Int32Array[]
  readonly nonzero: readonly Int32Array[]
  /** Which of its sums are released in the current period. */
  readonly sums: ReleasedSums
  /** A community's count of a cell in a period. */
  readonly valueOf: (place: number, community: number, cell: number) => number
}

/** The world of one count: what must be hidden is worked out, what else is hidden in the current period is still open. */
export function countWorldOf(world: ReleaseWorld, count: BaseCountName, whole?: CountWorld): CountWorld {
  const { timeline, communities, values, earlierHidden } = world
  const { adds, protection }: BaseCount = baseCounts[count]
  const index = baseCountNames.indexOf(count)
  const valueOf = (place: number, community: number, cell: number) =>
    values[place]?.[community]?.[index * breakdownCount + cell] ?? 0
  const timeSets = timeSetsOf(timeline, adds.overTime)
  const masks = () => timeline.periods.map(() => new Int32Array(communities.length))
  const [primary, hidden, nonzero] = [masks(), masks(), masks()]
  const made: CountWorld = {
    count,
    world,
    addsOverKinds: adds.overKinds,
    addsOverTime: adds.overTime,
    moves: movesOf(count),
    ways: timeSets.flatMap((set) =>
      whole === undefined
        ? [{ ...set, joint: false }]
        : [
            { ...set, joint: false },
            { ...set, joint: true },
          ],
    ),
    whole,
    primary,
    hidden,
    nonzero,
    sums: beginSums({ world, count }),
    valueOf,
  }
  for (let place = 0; place < timeline.periods.length; place++) {
    for (let community = 0; community < communities.length; community++) {
      const must = primaryMask(made, protection, place, community)
      const above = nonzeroMask(made, place, community)
      const before = earlierHidden[place]?.[community]?.[index] ?? 0
      set(nonzero, place, community, above)
      set(primary, place, community, place === timeline.current ? must : must & before)
      set(hidden, place, community, place === timeline.current ? must : before)
    }
  }
  return made
}

function nonzeroMask({ valueOf }: CountWorld, place: number, community: number): number {
  let mask = 0
  for (let cell = 0; cell < breakdownCount; cell++) if (valueOf(place, community, cell) > 0) mask |= 1 << cell
  return mask
}

/** Reads a mask. */
export function maskAt(masks: readonly Int32Array[], place: number, community: number): number {
  return masks[place]?.[community] ?? 0
}

/** Writes a mask. */
export function set(masks: readonly Int32Array[], place: number, community: number, mask: number): void {
  const row = masks[place]
  if (row !== undefined) row[community] = mask
}
