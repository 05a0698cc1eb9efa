import type { Viewer } from '@shequ/schema/viewer'
import { type RunStatement, runFor } from './database/statement.js'
import type { AskedFields } from './database/table.js'
import { chinaDay } from '@shequ/process/china-day'
import type { Writing } from './writes/writing.js'

/** What the resolvers of one call share in every tier. */
export interface TierContext<Database, Loaders> extends Writing<Database> {
  readonly viewer: Viewer
  /** What was read so far; taken from here at each use, since a write begins it anew. */
  readonly loaders: Loaders
  /** Forgets what was read before a write, and gives the loaders that read it as it is now. */
  readonly readAnew: () => Loaders
}

/** What the context of one call is made from. */
export interface CallOptions<Database> {
  /** The tier's database for as long as the call is of use. */
  readonly database: Database
  readonly now: () => Date
  readonly viewer: Viewer
  /** The fields that the call's operation asks for. */
  readonly asked: AskedFields
}

/**
 * Makes the context of one call.
 *
 * @param own what the tier's resolvers share beside
 */
export function createTierContext<Database extends { readonly run: RunStatement }, Loaders, Own extends object>(
  { database, now, viewer, asked }: CallOptions<Database>,
  createLoaders: (run: RunStatement) => Loaders,
  own: Own,
): TierContext<Database, Loaders> & Own {
  const run = runFor(asked, database.run)
  // A getter of its own would give the object a hidden class of its own, and V8 would keep all that the call has read until
  // it collects its whole heap.
  const context = {
    viewer,
    database,
    now,
    today: () => chinaDay(now()),
    loaders: createLoaders(run),
    readAnew: () => (context.loaders = createLoaders(run)),
  }
  // Assigned, not spread: a spread takes longer than all the loaders, and the context makes its loaders anew in place.
  return Object.assign(context, own)
}
