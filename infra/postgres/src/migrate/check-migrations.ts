import type { LoggedMigration } from './migration-log.js'
import type { Migration } from './read-migrations.js'

/** A database's migrations and a folder's do not fit together. Nothing was applied. */
export class MigrationRefused extends Error {
  constructor(
    readonly reason: 'FAILED' | 'NEWER' | 'EDITED',
    message: string,
  ) {
    super(message)
    this.name = 'MigrationRefused'
  }
}

/** Those that were interrupted and may simply run again: they have no transaction that would have undone them, and say so. */
export function findInterrupted(folder: readonly Migration[], logged: readonly LoggedMigration[]): LoggedMigration[] {
  const again = new Set(folder.filter(({ alone }) => alone).map(({ name }) => name))
  return logged.filter((entry) => !entry.finished && entry.logs === null && again.has(entry.name))
}

/**
 * The migrations of a folder that a database has still to get.
 *
 * @throws {MigrationRefused} when an earlier one failed, when the database has one that the folder lacks, or when one that
 * it has was edited since.
 */
export function findPending(folder: readonly Migration[], logged: readonly LoggedMigration[]): Migration[] {
  const failed = logged.find((entry) => !entry.finished)
  if (failed) {
    throw new MigrationRefused(
      'FAILED',
      `The migration ${failed.name} failed or was interrupted earlier${failed.logs ? `: ${failed.logs}` : ''}. ` +
        'No other is applied before that is resolved: undo by hand what it did, then set rolled_back_at of its row in _prisma_migrations.',
    )
  }
  const byName = new Map(folder.map((migration) => [migration.name, migration]))
  const unknown = logged.filter((entry) => !byName.has(entry.name)).map((entry) => entry.name)
  if (unknown.length > 0) {
    throw new MigrationRefused(
      'NEWER',
      `The database has ${unknown.length} migration(s) that this version does not know (${unknown.join(', ')}): ` +
        'it was set up by another version. Start that one, restore an earlier copy of the database, or begin with an empty one (another DATA_DIR).',
    )
  }
  const edited = logged.filter((entry) => !matches(byName.get(entry.name), entry.checksum)).map((entry) => entry.name)
  if (edited.length > 0) {
    throw new MigrationRefused(
      'EDITED',
      `${edited.length} migration(s) were edited after the database got them (${edited.join(', ')}). ` +
        'Restore the files as they were and put the change into a new migration.',
    )
  }
  const applied = new Set(logged.map((entry) => entry.name))
  return folder.filter((migration) => !applied.has(migration.name))
}

function matches(migration: Migration | undefined, checksum: string): boolean {
  return migration?.checksum === checksum || migration?.otherChecksum === checksum
}
