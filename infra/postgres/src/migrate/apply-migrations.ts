import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientBase, DatabaseError } from 'pg'
import { requireServerVersion } from '../require-server-version.js'
import { withClient } from '../with-client.js'
import { everyOwner, writeOwnersSetting, writeOwnersValue } from '../write-owners.js'
import { findInterrupted, findPending } from './check-migrations.js'
import {
  ensureMigrationLog,
  noteFailure,
  noteRolledBack,
  noteStart,
  noteSuccess,
  readMigrationLog,
} from './migration-log.js'
import { type Migration, readMigrations } from './read-migrations.js'

/** The advisory lock that Prisma takes too: whoever migrates a database first, others wait. */
const migrationLock = 72_707_369

export interface MigrateOptions {
  /** The database's URL, as a role that may create tables in it. */
  readonly url: string
  /** The folder with one folder a migration. */
  readonly folder: string
  /** Told of each migration that is applied. */
  readonly say?: (line: string) => void
  /** The wait for another process that migrates the same database, in milliseconds. Two minutes by default; then it fails. */
  readonly patience?: number
}

/**
 * Applies the migrations that a database lacks, in order, each in one transaction with its note in the list that `prisma migrate deploy`
 * keeps too: a process that is killed leaves a migration and its note, or neither. Any number of processes may do this at once: each
 * migration is applied once.
 *
 * What can't run in a transaction (`CREATE INDEX CONCURRENTLY`) stands alone in a file that begins with the line `-- no-transaction` and is
 * written so that it may run again: it is run again after an interruption.
 *
 * @returns the names of those applied now.
 * @throws {MigrationRefused} when database and folder do not fit together.
 * @throws when a migration fails: naming it, the place and the server's reason; it is noted as failed.
 */
export async function applyMigrations(options: MigrateOptions): Promise<{ applied: string[] }> {
  const { url, folder, say = () => undefined, patience = 120_000 } = options
  const migrations = await readMigrations(folder)
  return withClient(url, async (client) => {
    await requireServerVersion(client)
    await requireRight(client)
    // For a role that serves at run time as well, and is held to the owners of rows.
    await client.query('select set_config($1, $2, false)', [writeOwnersSetting, writeOwnersValue(everyOwner)])
    await endWithThisProcess(client)
    await takeLock(client, patience)
    await ensureMigrationLog(client)
    const logged = await readMigrationLog(client)
    const interrupted = findInterrupted(migrations, logged)
    for (const { id } of interrupted) await noteRolledBack(client, id)
    const pending = findPending(
      migrations,
      logged.filter((entry) => !interrupted.includes(entry)),
    )
    for (const migration of pending) {
      await apply(client, migration)
      say(`Applied migration ${migration.name}.`)
    }
    return { applied: pending.map((migration) => migration.name) }
  })
}

async function requireRight(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ role: string; database: string; may: boolean | null }>(
    `select current_user as role, current_database() as database, has_schema_privilege(current_schema(), 'create') as may`,
  )
  const [found] = rows
  if (found?.may) return
  throw new Error(
    `Expected the role ${found?.role ?? ''} to be allowed to create tables in the database ${found?.database ?? ''}, but it is not. ` +
      "Use the database owner's URL, or grant the role CREATE on the schema.",
  )
}

/**
 * Has the server look each second whether this process is still there: else a statement of a process that was killed runs on to its end,
 * and the next start waits for its lock. Not every system can tell; there it stays so.
 */
async function endWithThisProcess(client: ClientBase): Promise<void> {
  await client.query("set client_connection_check_interval = '1s'").catch(() => undefined)
}

/** The lock belongs to the connection, so that the server lets it go whatever becomes of this process. */
async function takeLock(client: ClientBase, patience: number): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [migrationLock])
    if (rows[0]?.taken) return
    if (Date.now() > deadline) {
      throw new Error(
        `Another process has been migrating this database for over ${Math.round(patience / 1000)} s. ` +
          'Wait for it to finish, or end it, and start again.',
      )
    }
    await sleep(50)
  }
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  if (!migration.alone) await client.query('begin')
  const id = await noteStart(client, migration)
  try {
    await client.query(migration.sql)
    await noteSuccess(client, id)
    if (!migration.alone) await client.query('commit')
  } catch (error) {
    const reason = describe(error as DatabaseError, migration.sql)
    // The note went with the transaction, unless the file has one of its own.
    await client.query('rollback').catch(() => undefined)
    await noteFailure(client, id, migration, reason).catch(() => undefined)
    throw new Error(
      `The migration ${migration.name} failed: ${reason}. Nothing of it was kept unless it commits by itself.`,
      {
        cause: error,
      },
    )
  }
}

function describe(error: DatabaseError, sql: string): string {
  const line = error.position ? `line ${sql.slice(0, Number(error.position) - 1).split('\n').length}: ` : ''
  return `${line}${error.message}${error.code ? ` (${error.code})` : ''}`
}
