import type { Viewer } from '@shequ/schema/viewer'

/** Whether a viewer is the office of the community: it alone reads what single residents did. */
export function isOwnOffice({ role, division }: Viewer, community: string): boolean {
  return role === 'community-office' && division === community
}
