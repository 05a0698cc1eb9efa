import type { NodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { Receiver } from '@shequ/subgraph/returns/receive-returns'
import { type CallOptions, createTierContext, type TierContext } from '@shequ/subgraph/tier-context'
import type { CallDatabase } from '../database/open-database.js'
import { createLoaders, type Loaders } from '../loaders/loaders.js'

/** What the resolvers of one call share. */
export interface Context extends TierContext<CallDatabase, Loaders> {
  /** How the borough takes what servers below it send. */
  readonly receiver: Receiver
  /** Which addresses communities' own nodes may have. */
  readonly addresses: NodeAddresses
}

/** Makes the context of one call. */
export function createContext(call: CallOptions<CallDatabase>, receiver: Receiver, addresses: NodeAddresses): Context {
  return createTierContext(call, createLoaders, { receiver: { ...receiver, database: call.database }, addresses })
}
