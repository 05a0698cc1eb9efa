import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import { suppressSecondary } from '../named/suppress-secondary.js'
import { type CountDraft, draftCount } from '../shifts/count-draft.js'
import type { Coverage } from '../shifts/coverage.js'
import { allCells } from '../world/published-sums.js'
import type { ReleaseWorld } from '../world/release-world.js'
import { CandidateShifts } from './candidate-shifts.js'
import { Certificate } from './certificate.js'
import { compensationStrategies } from './compensation-strategies.js'
import { excludeFromSums } from './exclude-from-sums.js'
import { keepRemaindersSafe } from './keep-remainders-safe.js'
import type { ProtectedCount } from './protected-count.js'
import { type Outcome, type ProtectionMeans, ProtectionSearch } from './protection-search.js'
import { releaseStreets } from './release-streets.js'

/** Which steps of the protection are taken. All of them, but in tests that show what each is for. */
export interface Steps {
  /** Whether zeros are hidden as other small counts are. */
  readonly zeros: boolean
  /** Whether cells of one community are hidden for one another. */
  readonly secondary: boolean
  /** Whether communities' cells are hidden for sums, and sums are left unpublished. */
  readonly sums: boolean
}

/** The whole protection. */
export const allSteps: Steps = { zeros: true, secondary: true, sums: true }

/**
 * Decides for one count what is hidden and which sums are published, so that nothing published, now or before, exposes a cell that must
 * not be known: first of each community alone, then of all whose records are summed.
 *
 * @param whole the count of which this one is a part, protected before
 */
export function protectCount(
  world: ReleaseWorld,
  count: BaseCountName,
  whole: ProtectedCount | undefined,
  { zeros, secondary, sums }: Steps,
): ProtectedCount {
  const counts = draftCount(world, count, whole, zeros)
  const known = world.communities.map((_, community) => (secondary ? suppressSecondary(counts, community) : undefined))
  if (!sums) {
    counts.sums.streets.forEach((mask, street, streets) => (streets[street] = mask === 0 ? 0 : allCells(counts)))
    return { ...counts, proof: new Certificate(counts) }
  }
  const certificate = new Certificate(counts, known)
  const means = { whole, certificate, candidates: new CandidateShifts(counts, certificate) }
  // A community that is excluded from sums is missing to others, who are looked at again.
  while (protectAll(counts, means));
  const before = counts.sums.streets.slice()
  keepRemaindersSafe(counts)
  for (const [street, { communities }] of world.streets.entries())
    if (before[street] !== counts.sums.streets[street]) certificate.relocate(communities)
  releaseStreets(counts, certificate)
  return { ...counts, proof: certificate }
}

/** Closes what the proof leaves open, community by community; tells whether one had to be excluded from sums. */
function protectAll(counts: CountDraft, means: ProtectionMeans): boolean {
  const { certificate, candidates } = means
  candidates.countAnew()
  let isExcluded = false
  for (let community = 0; community < counts.world.communities.length; community++) {
    let open = certificate.openOf(community)
    while (open !== undefined) {
      const outcome = closeSome(counts, community, open, means)
      if (outcome === 'unchanged') {
        if (excludeFromSums(counts, community, open)) {
          isExcluded = true
          candidates.leaveOut(community)
        }
        certificate.renew([community])
        break
      }
      open = outcome
    }
  }
  return isExcluded
}

/** Closes some of what is open of a community by the first strategy that can. */
function closeSome(counts: CountDraft, community: number, open: Coverage, means: ProtectionMeans): Outcome {
  const search = new ProtectionSearch(counts, community, open, means)
  for (const { attempt } of compensationStrategies) {
    const outcome = attempt(search)
    if (outcome !== 'unchanged') return outcome
  }
  return 'unchanged'
}
