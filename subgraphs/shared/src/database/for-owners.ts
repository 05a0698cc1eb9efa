import type { CallDatabase } from './open-tier-database.js'

/** A database whose writes write rows of these divisions alone. */
export function forOwners<Models>(
  { run, write, writeSql }: CallDatabase<Models>,
  owners: readonly string[],
): CallDatabase<Models> {
  return { run, write: (work) => write(work, owners), writeSql: (work) => writeSql(work, owners) }
}
