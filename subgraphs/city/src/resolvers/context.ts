import type { Language } from '@shequ/schema/terms/term'
import type { Receiver } from '@shequ/subgraph/returns/receive-returns'
import { type CallOptions, createTierContext, type TierContext } from '@shequ/subgraph/tier-context'
import type { CallDatabase } from '../database/open-database.js'
import { createLoaders, type Loaders } from '../loaders/loaders.js'

/** What the resolvers of one call share. */
export interface Context extends TierContext<CallDatabase, Loaders> {
  /** How the city takes what servers below it send. */
  readonly receiver: Receiver
  /** In which language the hub's own words are wanted. */
  readonly language: Language
}

/** Makes the context of one call. */
export function createContext(call: CallOptions<CallDatabase>, receiver: Receiver, language: Language): Context {
  return createTierContext(call, createLoaders, { receiver: { ...receiver, database: call.database }, language })
}
