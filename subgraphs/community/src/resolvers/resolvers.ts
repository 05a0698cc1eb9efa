import type { Resolvers } from '../generated/resolver-types.js'
import { Community } from './community.js'
import { Programme } from './programme.js'

/** The resolvers of the community tier. Fields that are missing here are properties of their rows. */
export const resolvers: Resolvers = { Community, Programme }
