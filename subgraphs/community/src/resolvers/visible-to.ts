import { isOwnOffice } from '../access/is-own-office.js'
import type { OpenLoaders } from '../loaders/open-loaders.js'
import type { Context } from './context.js'

/** The loaders of a community's records that tell what single residents did, as far as the viewer may know. */
export function visibleTo({ viewer, loaders }: Context, community: string): OpenLoaders {
  return isOwnOffice(viewer, community) ? loaders : loaders.open
}
