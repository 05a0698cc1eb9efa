import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { type CountDraft, draftCount } from '../moves/count-draft.js'
import type { ProtectedCount } from './protected-count.js'
import type { Coverage } from '../moves/coverage.js'
import { hideNamed } from '../named/hide-named.js'
import { Certificate, type MovesAtOnce } from './certificate.js'
import { CouldMove } from './could-move.js'
import { findMovesAtOnce } from './find-moves-at-once.js'
import { isLocal } from './find-help.js'
import { type Rescue, carryOut, findPartners, refuse } from './find-partners.js'
import { findSum } from './find-sum.js'
import { keepRemaindersSafe } from './keep-remainders-safe.js'
import { releaseStreets } from './release-streets.js'
import { allCells, areaOf } from '../world/released-sums.js'
import { hideCells, maskAt } from '../world/count-tables.js'
import type { ReleaseWorld } from '../world/release-world.js'

/** Which steps of the protection are taken. All of them, but in the test that shows what the complementary ones are for. */
export interface Steps {
  readonly complementary: boolean
}

/**
 * Decides for one count what is hidden and what is summed, so that nothing released, now or before, exposes a cell that must
 * not be known: first of each community alone, then of all whose records are summed.
 */
export function protectCount(
  world: ReleaseWorld,
  count: BaseCountName,
  whole: ProtectedCount | undefined,
  { complementary }: Steps,
): ProtectedCount {
  const counts = draftCount(world, count, whole)
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
function certifyAll(counts: CountDraft, whole: ProtectedCount | undefined, certificate: Certificate): boolean {
  let isChanged = false
  const means = { whole, certificate, couldMove: new CouldMove(counts) }
  for (let community = 0; community < counts.world.communities.length; community++) {
    let open = certificate.openOf(community)
    while (open !== undefined) {
      const still = closeSome(counts, community, open, means)
      if (still === 'nothing') {
        isChanged = giveUp(counts, community, open) || isChanged
        certificate.renew([community])
        break
      }
      open = still
    }
  }
  return isChanged
}

interface Means {
  readonly whole: ProtectedCount | undefined
  readonly certificate: Certificate
  readonly couldMove: CouldMove
}

/** What is open of a community after something was done for it; 'nothing' where nothing helps. */
type Still = Coverage | undefined | 'nothing'

/**
 * Closes some of what is open of a community: where it can, without refusing the sums of a borough; else by refusing what costs
 * least; or it takes back a sum of the whole, so that more can be tried; and where nobody makes nearly the same, by sums of moves.
 */
function closeSome(counts: CountDraft, community: number, open: Coverage, means: Means): Still {
  const { whole, certificate, couldMove } = means
  const after = (rescue: Rescue | undefined): Still => {
    if (rescue === undefined) return 'nothing'
    certificate.renew(carryOut(counts, community, rescue))
    const still = certificate.openOf(community)
    return still !== undefined && isSame(still, open) ? 'nothing' : still
  }
  const atOnce = (several: (Rescue & MovesAtOnce) | undefined): Still => {
    if (several !== undefined) certificate.add(community, several)
    return after(several)
  }
  const one = findPartners(counts, community, open, couldMove)
  if (isFoundLocally(one)) {
    const still = after(one)
    if (still !== 'nothing') return still
  }
  if (one === undefined && widenWhole(whole, community)) {
    certificate.renew([community])
    couldMove.forget()
    return certificate.openOf(community)
  }
  const several = findMovesAtOnce(counts, community, open, couldMove)
  if (isFoundLocally(several)) {
    const still = atOnce(several)
    if (still !== 'nothing') return still
  }
  const summed = findMovesAtOnce(counts, community, open, couldMove, findSum)
  if (isFoundLocally(summed)) {
    const still = atOnce(summed)
    if (still !== 'nothing') return still
  }
  const wider = [
    () => after(isFoundLocally(one) ? undefined : one),
    () => atOnce(isFoundLocally(several) ? undefined : several),
    () => after(findPartners(counts, community, open, couldMove, { byVariants: false })),
    () => atOnce(isFoundLocally(summed) ? undefined : summed),
  ]
  for (const attempt of wider) {
    const still = attempt()
    if (still !== 'nothing') return still
  }
  return 'nothing'
}

function isFoundLocally(rescue: Rescue | undefined): boolean {
  return rescue !== undefined && isLocal(rescue.helps)
}

function isSame(one: Coverage, other: Coverage): boolean {
  return one.every((mask, index) => mask === other[index])
}

/** Takes back the sum of the whole over a community's street, so that others of the borough can make up for it. */
function widenWhole(whole: ProtectedCount | undefined, community: number): boolean {
  if (whole === undefined) return false
  const street = areaOf(whole, 'street', community)
  if (((whole.sums.streets[street] ?? 0) & 1) === 0) return false
  refuse(whole, community, 'street', 1)
  whole.proof.rescope(whole.world.streets[street]?.communities ?? [])
  return true
}

/**
 * A community that nobody makes up for is kept apart: the sums leave out what it hides. Where an earlier sum that counts it in
 * tells of what is open, nothing more is said of it now; and if that is not enough, no sum around tells of it any more. Nor where it was
 * counted in before and periods add up: the sums that leave it out would tell it from those that don't.
 */
function giveUp(counts: CountDraft, community: number, open: Coverage): boolean {
  const { current, periods } = counts.world.timeline
  const { adds }: BaseCount = baseCounts[counts.count]
  const wasSummed = periods.some((_, periodIndex) => periodIndex !== current && counts.isSummed(periodIndex, community))
  if (adds.overTime && wasSummed) {
    refuseAround(counts, community, open)
    return false
  }
  const isOnlyNow = open.every((mask, index) => mask === 0 || index % periods.length === current)
  const isNew = counts.apart[community] !== 1
  counts.apart[community] = 1
  if (!isOnlyNow) {
    if (isNew) hideCells(counts, community, maskAt(counts.nonzero, current, community))
    else refuseAround(counts, community, open)
  }
  return isNew
}

/**
 * What no move proves safe is in no sum of the areas within which it would have to be made up for; of a community that is summed in
 * some of the periods alone, nor in the city's, where periods add up: what it made in them would be the difference.
 */
function refuseAround(counts: CountDraft, community: number, open: Coverage): void {
  const cells = open.reduce((mask, part) => mask | part, 0)
  refuse(counts, community, 'street', cells)
  refuse(counts, community, 'borough', cells)
  const { adds }: BaseCount = baseCounts[counts.count]
  const { periods, current } = counts.world.timeline
  const isNow = counts.isSummed(current, community)
  const isInSome = periods.some((_, periodIndex) => counts.isSummed(periodIndex, community) !== isNow)
  if (adds.overTime && isInSome) refuse(counts, community, 'city', cells)
}
