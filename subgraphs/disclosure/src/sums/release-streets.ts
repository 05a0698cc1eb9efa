import { fewestContributors } from '@shequ/schema/measures/disclosure-rules'
import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { CountDraft } from '../shifts/count-draft.js'
import { bothCells, groupCells, kindCells } from '../model/cell-masks.js'
import type { Certificate } from './certificate.js'
import { isSafe, remainderOf } from './remainder.js'
import { allCells, areStreetsSummed, contributors } from '../world/published-sums.js'

/** The tables of a street beside its total, each tried at once. */
const tables = [groupCells, kindCells, bothCells]

/**
 * Publishes the tables of streets whose sums expose nobody: each street's communities must then compensate their shifts among
 * themselves. A table is published where the proof still holds for them and for all who lose them as partners. Of persons, whose
 * shifts are compensated over a whole borough, streets tell the total only.
 */
export function releaseStreets(counts: CountDraft, certificate: Certificate): void {
  if (!areStreetsSummed(counts) || !addsOverTime(counts)) return
  const wasOpen = new Set(
    counts.world.city.communities.filter((community) => certificate.openOf(community) !== undefined),
  )
  for (const [street, area] of counts.world.streets.entries()) {
    if (contributors(counts, area).length < fewestContributors) continue
    for (const table of tables) tryTable(counts, { certificate, wasOpen }, street, table & allCells(counts))
  }
}

function addsOverTime({ count }: CountDraft): boolean {
  const { adds }: BaseCount = baseCounts[count]
  return adds.overTime
}

function tryTable(
  counts: CountDraft,
  { certificate, wasOpen }: { readonly certificate: Certificate; readonly wasOpen: ReadonlySet<number> },
  street: number,
  table: number,
): void {
  const { communities } = counts.world.streets[street] ?? { communities: [] }
  const before = counts.sums.streets[street] ?? 0
  const added = safeCells(counts, street, table & ~before)
  if (added === 0) return
  const losers = certificate.losersBy(communities, () => {
    counts.sums.streets[street] = before | added
    certificate.relocate(communities)
  })
  const isProven = (community: number) => wasOpen.has(community) || certificate.openOf(community) === undefined
  if (communities.every(isProven) && [...losers].every(isProven)) return
  counts.sums.streets[street] = before
  certificate.relocate(communities)
}

/** The cells of a table whose sum leaves enough both in the street and in what its borough has beside. */
function safeCells(counts: CountDraft, street: number, table: number): number {
  const { streets, boroughOf } = counts.world
  const { communities } = streets[street] ?? { communities: [] }
  const borough = boroughOf[communities[0] ?? 0]
  let safe = 0
  for (let left = table; left !== 0; left &= left - 1) {
    const bit = left & -left
    const cell = 31 - Math.clz32(bit)
    const beside = streets.flatMap((other, otherStreet) =>
      otherStreet !== street &&
      boroughOf[other.communities[0] ?? 0] === borough &&
      !((counts.sums.streets[otherStreet] ?? 0) & bit)
        ? other.communities
        : [],
    )
    if (!isSafe(counts, remainderOf(counts, communities, cell))) continue
    if (isSafe(counts, remainderOf(counts, beside, cell))) safe |= bit
  }
  return safe
}
