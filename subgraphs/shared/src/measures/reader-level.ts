import { isWithin } from '@shequ/schema/codes/division-code'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { Tier } from '@shequ/schema/tiers'
import type { Viewer } from '@shequ/schema/viewer'

/**
 * From which sharing level on a viewer reads cells of a division, in a tier: PRIVATE means all of them. An office reads
 * its own and what lies below it, of what is shared with it; at a tier above its own it reads as everybody does.
 */
export function readerLevel({ role, division }: Viewer, tier: Tier, of: string): SharingLevel {
  if (division === null) return 'PUBLIC'
  if (role === 'community-office') return tier === 'community' && division === of ? 'PRIVATE' : 'PUBLIC'
  if (!isWithin(of, division)) return 'PUBLIC'
  if (role === 'borough-office') return tier === 'city' ? 'PUBLIC' : 'BOROUGH'
  return role === 'planner' || role === 'city-office' ? 'CITY' : 'PUBLIC'
}
