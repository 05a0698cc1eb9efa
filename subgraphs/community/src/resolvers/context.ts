import { runFor } from '@shequ/subgraph/database/statement'
import type { AskedFields } from '@shequ/subgraph/database/table'
import { chinaDay } from '@shequ/subgraph/records/china-day'
import type { Viewer } from '@shequ/schema/viewer'
import { type CallAccesses, createCallAccesses } from '../access/call-accesses.js'
import type { Database } from '../database/open-database.js'
import { createLoaders, type Loaders } from '../loaders/loaders.js'

/** What the resolvers of one call share. */
export interface Context {
  readonly viewer: Viewer
  readonly database: Database
  /** What the call sees or does that is not public: logged before it is answered. */
  readonly accesses: CallAccesses
  /** What was read so far; taken from here at each use, since a write begins it anew. */
  readonly loaders: Loaders
  /** The moment of the call, in UTC; handed in, so that tests are independent of the clock. */
  readonly now: () => Date
  /** The day of the call in China Standard Time. */
  readonly today: () => string
  /** Forgets what was read before a write, and gives the loaders that read it as it is now. */
  readonly readAnew: () => Loaders
}

/** Makes the context of one call. */
export function createContext(database: Database, now: () => Date, viewer: Viewer, asked: AskedFields): Context {
  const today = () => chinaDay(now())
  const run = runFor(asked, database.run)
  // No getter: see `createTierContext`.
  const context = {
    viewer,
    database,
    accesses: createCallAccesses(viewer, now),
    now,
    today,
    loaders: createLoaders(run, viewer, today()),
    readAnew: () => (context.loaders = createLoaders(run, viewer, today())),
  }
  return context
}
