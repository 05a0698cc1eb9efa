import type { TierContext } from '@shequ/subgraph/tier-context'
import type { Models } from '../database/open-database.js'
import type { Loaders } from '../loaders/loaders.js'

/** What the resolvers of one call share. */
export type Context = TierContext<Models, Loaders>
