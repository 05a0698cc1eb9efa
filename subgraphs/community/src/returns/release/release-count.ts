import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import { type CountInRelease, type CountRelease, beginRelease } from './count-release.js'
import type { Coverage } from './moves/coverage.js'
import { hideNamed } from './named/hide-named.js'
import { Certificate } from './sums/certificate.js'
import { CouldMove } from './sums/could-move.js'
import { findPartners, refuse } from './sums/find-partners.js'
import { keepRemaindersSafe } from './sums/keep-remainders-safe.js'
import { releaseStreets } from './sums/release-streets.js'
import { allCells, areaOf, levels } from './sums/released-sums.js'
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
  whole: CountRelease | undefined,
  { complementary }: Steps,
): CountRelease {
  const counts = beginRelease(world, count, whole)
  if (!complementary) {
    counts.sums.streets.forEach((mask, street, streets) => (streets[street] = mask === 0 ? 0 : allCells(counts)))
    return { ...counts, proof: new Certificate(counts) }
  }
  for (let community = 0; community < world.communities.length; community++) hideNamed(counts, community)
  const certificate = new Certificate(counts)
  // Whoever is kept apart is missing to others, who are looked at again.
  while (certifyAll(counts, whole, certificate));
  const before = counts.sums.streets.slice()
  keepRemaindersSafe(counts)
  for (const [street, { communities }] of world.streets.entries())
    if (before[street] !== counts.sums.streets[street]) certificate.rescope(communities)
  releaseStreets(counts, certificate)
  return { ...counts, proof: certificate }
}

/** Finds for every cell that the proof leaves open who makes up for a move of it; tells whether somebody had to be kept apart. */
function certifyAll(counts: CountInRelease, whole: CountRelease | undefined, certificate: Certificate): boolean {
  let isChanged = false
  let couldMove = new CouldMove(counts)
  for (let community = 0; community < counts.world.communities.length; community++) {
    let open = certificate.openOf(community)
    while (open !== undefined) {
      const concerned = findPartners(counts, community, open, couldMove)
      if (concerned !== undefined) certificate.renew(concerned)
      else if (widenWhole(whole, community)) {
        certificate.renew([community])
        couldMove = new CouldMove(counts)
      }
      const still = certificate.openOf(community)
      if (still !== undefined && isSame(still, open)) {
        isChanged = giveUp(counts, community, open) || isChanged
        certificate.renew([community])
        break
      }
      open = still
    }
  }
  return isChanged
}

function isSame(one: Coverage, other: Coverage): boolean {
  return one.every((mask, index) => mask === other[index])
}

/** Takes back the sum of the whole over a community's street, so that others of the borough can make up for it. */
function widenWhole(whole: CountRelease | undefined, community: number): boolean {
  if (whole === undefined) return false
  const street = areaOf(whole, 'street', community)
  if (((whole.sums.streets[street] ?? 0) & 1) === 0) return false
  refuse(whole, community, 'street', 1)
  whole.proof.rescope(whole.world.streets[street]?.communities ?? [])
  return true
}

/**
 * A community that nobody makes up for is kept apart: the sums leave out what it hides. Where an earlier sum that counts it in
 * tells of what is open, that comes too late: then no sum tells of it any more.
 */
function giveUp(counts: CountInRelease, community: number, open: Coverage): boolean {
  const { current, periods } = counts.world.timeline
  const isOnlyNow = open.every((mask, index) => mask === 0 || index % periods.length === current)
  if (isOnlyNow) {
    const isNew = counts.apart[community] !== 1
    counts.apart[community] = 1
    return isNew
  }
  refuseEverywhere(counts, community, open)
  return false
}

/** What no move can prove safe is in no sum at all. */
function refuseEverywhere(counts: CountInRelease, community: number, open: Coverage): void {
  const cells = open.reduce((mask, part) => mask | part, 0)
  for (const level of levels.slice(0, -1)) refuse(counts, community, level, cells)
}
