import type { Viewer } from '@shequ/schema/viewer'
import type { CallDeadline } from './call/call-deadline.js'
import type { TierDatabase, TierTransaction } from './database/open-tier-database.js'
import { runFor, type RunStatement } from './database/statement.js'
import type { AskedFields } from './database/table.js'
import type { Receiver } from './returns/receive-returns.js'

/** What the resolvers of one call share. */
export interface TierContext<Models, Loaders> {
  readonly viewer: Viewer
  /** The moment of the call, in UTC; handed in, so that tests are independent of the clock. */
  readonly now: () => Date
  /** The loaders of the call. A write makes them anew, so that what is read after it was read after it. */
  readonly loaders: Loaders
  /** Runs a statement that reads. */
  readonly read: RunStatement
  /** How the tier takes what servers below it send. */
  readonly receiver: Receiver
  /** Runs a write of rows of these divisions in a transaction: all of it, or none when it throws. */
  write<Result>(
    owners: readonly string[],
    work: (transaction: TierTransaction<Models>) => Promise<Result>,
  ): Promise<Result>
}

export interface TierContextOptions<Models, Loaders> {
  readonly database: TierDatabase<Models>
  readonly createLoaders: (run: RunStatement) => Loaders
  readonly receiver: Receiver
  readonly now: () => Date
  readonly viewer: Viewer
  /** The fields that the call's operation asks for. */
  readonly asked: AskedFields
  /** How long the call is of use. */
  readonly deadline: CallDeadline
}

/** Makes the context of one call. */
export function createTierContext<Models, Loaders>({
  database,
  createLoaders,
  receiver,
  now,
  viewer,
  asked,
  deadline,
}: TierContextOptions<Models, Loaders>): TierContext<Models, Loaders> {
  const own = database.during(deadline)
  const run = runFor(asked, own.run)
  // A getter of its own would give the object a hidden class of its own, and V8 would keep all that the call has read until
  // it collects its whole heap.
  const context = {
    viewer,
    now,
    receiver: { ...receiver, database: own },
    read: run,
    loaders: createLoaders(run),
    write: async <Result>(
      owners: readonly string[],
      work: (transaction: TierTransaction<Models>) => Promise<Result>,
    ) => {
      const result = await own.write(work, owners)
      context.loaders = createLoaders(run)
      return result
    },
  }
  return context
}
