import { chinaDay } from '@shequ/process/china-day'
import { type CallOptions, createTierContext, type TierContext } from '@shequ/subgraph/tier-context'
import { type CallAccesses, createCallAccesses } from '../access/call-accesses.js'
import type { Database } from '../database/open-database.js'
import { createLoaders, type Loaders } from '../loaders/loaders.js'

/** What the resolvers of one call share. */
export interface Context extends TierContext<Database, Loaders> {
  /** What the call sees or does that is not public: logged before it is answered. */
  readonly accesses: CallAccesses
}

/** Makes the context of one call. */
export function createContext(call: CallOptions<Database>): Context {
  const { viewer, now } = call
  return createTierContext(call, (run) => createLoaders(run, viewer, chinaDay(now())), {
    accesses: createCallAccesses(viewer, now),
  })
}
