import { areaOf } from '../world/published-sums.js'
import type { ProtectedCount } from './protected-count.js'
import { unpublish } from './unpublish.js'

/**
 * Unpublishes the total of the whole over a community's street, so that others of the borough can compensate the whole, and its part with
 * it.
 *
 * @returns whether there was such a total
 */
export function unpublishWholeOfStreet(whole: ProtectedCount | undefined, community: number): boolean {
  if (whole === undefined) return false
  const street = areaOf(whole, 'street', community)
  if (((whole.sums.streets[street] ?? 0) & 1) === 0) return false
  unpublish(whole, community, 'street', 1)
  whole.proof.relocate(whole.world.streets[street]?.communities ?? [])
  return true
}
