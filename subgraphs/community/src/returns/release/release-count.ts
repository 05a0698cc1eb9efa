import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { MoveId } from './moves/possible-moves.js'
import { hideNamed } from './named/hide-named.js'
import { Certificate } from './sums/certificate.js'
import { findPartners, movesIfHidden, refuse } from './sums/find-partners.js'
import { keepRemaindersSafe } from './sums/keep-remainders-safe.js'
import { releaseStreets } from './sums/release-streets.js'
import { allCells, levels } from './sums/released-sums.js'
import { type CountWorld, countWorldOf, maskAt, set } from './world/count-world.js'
import type { ReleaseWorld } from './world/release-world.js'

/** Which steps of the protection are taken. All of them, but in the test that shows what the complementary ones are for. */
export interface Steps {
  readonly complementary: boolean
}

/**
 * Decides for one count what is hidden and what is summed, so that nothing released, now or before, exposes a cell that must
 * not be known: first of each community alone, then of all whose records are summed.
 */
export function releaseCount(
  world: ReleaseWorld,
  count: BaseCountName,
  whole: CountWorld | undefined,
  { complementary }: Steps,
): CountWorld {
  const counts = countWorldOf(world, count, whole)
  hideWithWhole(counts)
  if (!complementary) {
    for (const [street, mask] of counts.sums.streets.entries())
      if (mask !== 0) counts.sums.streets[street] = allCells(counts)
    return counts
  }
  for (let community = 0; community < world.communities.length; community++) hideNamed(counts, community)
  const certificate = new Certificate(counts)
  certifyAll(counts, certificate)
  keepRemaindersSafe(counts)
  certificate.renew(world.communities.keys())
  releaseStreets(counts, certificate)
  return counts
}

/** A part is hidden where its whole is. */
function hideWithWhole(counts: CountWorld): void {
  if (counts.whole === undefined) return
  const { current } = counts.world.timeline
  for (let community = 0; community < counts.world.communities.length; community++) {
    const hidden =
      maskAt(counts.hidden, current, community) |
      (maskAt(counts.whole.hidden, current, community) & maskAt(counts.nonzero, current, community))
    set(counts.hidden, current, community, hidden)
  }
}

/** Finds for every cell that the proof leaves open who shares a move with it. */
function certifyAll(counts: CountWorld, certificate: Certificate): void {
  const known = new Map<number, ReadonlySet<MoveId>>()
  const couldMove = (community: number) => {
    const moves = known.get(community) ?? movesIfHidden(counts, community)
    known.set(community, moves)
    return moves
  }
  for (let community = 0; community < counts.world.communities.length; community++) {
    for (let open = certificate.openOf(community); open !== undefined; open = certificate.openOf(community)) {
      const concerned = findPartners(counts, community, open, couldMove)
      if (concerned === undefined) {
        refuseEverywhere(counts, community, open)
        break
      }
      certificate.renew(concerned)
    }
  }
}

/** What no move can prove safe is in no sum at all. */
function refuseEverywhere(counts: CountWorld, community: number, open: Int32Array): void {
  const cells = open.reduce((mask, part) => mask | part, 0)
  for (const level of levels.slice(0, -1)) refuse(counts, community, level, cells)
}
