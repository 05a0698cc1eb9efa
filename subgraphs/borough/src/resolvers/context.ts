import type { NodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { TierContext } from '@shequ/subgraph/tier-context'
import type { Models } from '../database/open-database.js'
import type { Loaders } from '../loaders/loaders.js'

/** What the resolvers of one call share. */
export interface Context extends TierContext<Models, Loaders> {
  /** Which addresses communities' own nodes may have. */
  readonly addresses: NodeAddresses
}
