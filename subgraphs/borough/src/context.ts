import type { Viewer } from '@shequ/schema/viewer'
import type { Database } from './database/open-database.js'
import { createLoaders, type Loaders } from './loaders/loaders.js'

/** What the resolvers of one call share. */
export interface Context {
  readonly viewer: Viewer
  readonly database: Database
  readonly loaders: Loaders
  /** The moment of the call, in UTC; handed in, so that tests are independent of the clock. */
  readonly now: () => Date
}

/** Makes the context of one call. */
export function createContext(database: Database, now: () => Date, viewer: Viewer): Context {
  return { viewer, database, now, loaders: createLoaders(database.run) }
}
