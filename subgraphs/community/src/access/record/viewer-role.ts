import type { Viewer } from '@shequ/schema/viewer'
import type { ViewerRole } from '../../generated/resolver-types.js'

/** Every role by its name in the schema: a role that the schema lacks does not compile. */
export const viewerRoles: Readonly<Record<Viewer['role'], ViewerRole>> = {
  anonymous: 'ANONYMOUS',
  planner: 'PLANNER',
  'city-office': 'CITY_OFFICE',
  'borough-office': 'BOROUGH_OFFICE',
  'community-office': 'COMMUNITY_OFFICE',
  'district-app': 'DISTRICT_APP',
  ngo: 'NGO',
  gateway: 'GATEWAY',
}
