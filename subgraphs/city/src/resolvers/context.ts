import type { Language } from '@shequ/schema/terms/term'
import type { Receiver } from '@shequ/subgraph/returns/receive-returns'
import { type CallOptions, createTierContext, type TierContext } from '@shequ/subgraph/tier-context'
import { type ClientLoader, type ClientRegister, clientLoader } from '../clients/client-register.js'
import type { CallDatabase } from '../database/open-database.js'
import { createLoaders, type Loaders } from '../loaders/loaders.js'

/** What the resolvers of one call share. */
export interface Context extends TierContext<CallDatabase, Loaders> {
  /** How the city takes what servers below it send. */
  readonly receiver: Receiver
  /** In which language the hub's own words are wanted. */
  readonly language: Language
  /** The clients of organisations; undefined where the hub has no issuer. */
  readonly clients: ClientRegister | undefined
  readonly clientsOf: ClientLoader | undefined
}

/** What stays the same from one call to the next. */
export interface CityParts {
  readonly receiver: Receiver
  readonly clients: ClientRegister | undefined
}

/** Makes the context of one call. */
export function createContext(
  call: CallOptions<CallDatabase>,
  { receiver, clients }: CityParts,
  language: Language,
): Context {
  const ofCall = { ...receiver, database: call.database }
  return createTierContext(call, createLoaders, {
    receiver: ofCall,
    language,
    clients,
    clientsOf: clients && clientLoader(clients),
  })
}
