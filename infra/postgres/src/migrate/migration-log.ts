import { randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { Migration } from './read-migrations.js'

/** What a database says of one migration it has, as Prisma writes it. */
export interface LoggedMigration {
  readonly id: string
  readonly name: string
  readonly checksum: string
  readonly finished: boolean
  /** What went wrong, where it did. */
  readonly logs: string | null
}

/** Makes the table that lists a database's migrations, exactly as Prisma makes it; run-time roles may only read it. */
export async function ensureMigrationLog(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass(format('%I._prisma_migrations', current_schema())) is not null as found",
  )
  if (rows[0]?.found) return
  await client.query(`
    create table _prisma_migrations (
      id varchar(36) primary key not null,
      checksum varchar(64) not null,
      finished_at timestamptz,
      migration_name varchar(255) not null,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz not null default now(),
      applied_steps_count integer not null default 0
    );
    do $$ declare grantee oid; begin
      for grantee in
        select distinct entry.grantee from pg_class, aclexplode(relacl) as entry
        where pg_class.oid = '_prisma_migrations'::regclass and entry.grantee not in (0, relowner)
      loop
        execute format('revoke insert, update, delete on _prisma_migrations from %I', grantee::regrole::name);
      end loop;
    end $$;`)
}

/** The migrations that a database has or failed to get, oldest first, without those marked as rolled back. */
export async function readMigrationLog(client: ClientBase): Promise<LoggedMigration[]> {
  const { rows } = await client.query<LoggedMigration>(
    `select id, migration_name as name, checksum, finished_at is not null as finished, logs
     from _prisma_migrations where rolled_back_at is null order by started_at, migration_name`,
  )
  return rows
}

/** Notes that a migration begins. Returns the note's id. */
export async function noteStart(client: ClientBase, migration: Migration): Promise<string> {
  const id = randomUUID()
  await client.query(
    'insert into _prisma_migrations (id, checksum, started_at, migration_name) values ($1, $2, clock_timestamp(), $3)',
    [id, migration.checksum, migration.name],
  )
  return id
}

export async function noteSuccess(client: ClientBase, id: string): Promise<void> {
  await client.query(
    'update _prisma_migrations set applied_steps_count = 1, finished_at = clock_timestamp(), logs = null where id = $1',
    [id],
  )
}

/** Notes why a migration failed, whether or not the note of its begin is still there. */
export async function noteFailure(client: ClientBase, id: string, migration: Migration, logs: string): Promise<void> {
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, logs) values ($1, $2, $3, $4)
     on conflict (id) do update set logs = excluded.logs`,
    [id, migration.checksum, migration.name, logs],
  )
}

/** Notes that what an interrupted migration did counts for nothing. */
export async function noteRolledBack(client: ClientBase, id: string): Promise<void> {
  await client.query('update _prisma_migrations set rolled_back_at = clock_timestamp() where id = $1', [id])
}
