import type { CallDatabase } from './open-tier-database.js'

/** A database whose writes write rows of these divisions alone. */
export function forOwners<Models>(database: CallDatabase<Models>, owners: readonly string[]): CallDatabase<Models> {
  return {
    run: database.run,
    write: (work) => database.write(work, owners),
    writeSql: (work) => database.writeSql(work, owners),
  }
}
