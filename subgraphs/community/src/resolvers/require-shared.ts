import { isWithin } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Viewer } from '@shequ/schema/viewer'
import type { Context } from '../context.js'
import type { Dataset, SharingLevel } from '../generated/resolver-types.js'

/**
 * Lets a read pass only as far as the community shares the dataset. A dataset without a rule is shared with nobody.
 *
 * @throws {HubError} FORBIDDEN, naming the community, the dataset and how far it is shared; NOT_FOUND when this server
 *   holds no such community.
 */
export async function requireShared({ loaders, viewer }: Context, community: string, dataset: Dataset): Promise<void> {
  const level = await loaders.sharingLevel.load({ community, dataset })
  if (level === null) {
    throw new HubError('NOT_FOUND', `Expected a community of this server, but ${community} is none.`, { community })
  }
  if (level === 'PUBLIC' || reaches(level, viewer, community)) return
  throw new HubError(
    'FORBIDDEN',
    `The community ${community} shares ${dataset} at level ${level}, which does not include the ${viewer.role}.`,
    {
      community,
      dataset,
      level,
    },
  )
}

/** Whether a viewer stands within a level that is not public: its own office, then its borough, then its city. */
function reaches(level: SharingLevel, { role, division }: Viewer, community: string): boolean {
  if (division === null) return false
  if (role === 'community-office') return division === community
  if (role === 'borough-office') return level !== 'PRIVATE' && isWithin(community, division)
  if (role === 'city-office' || role === 'planner') return level === 'CITY' && isWithin(community, division)
  return false
}
