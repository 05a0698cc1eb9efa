import { isCommunityCode } from '@shequ/schema/codes/division-code'

/** @throws {Error} when what was given as --community is not a community's code. */
export function requireCommunity(community: string): void {
  if (isCommunityCode(community)) return
  throw new Error(`Expected --community to be the 12-digit code of a community, but got "${community}".`)
}
