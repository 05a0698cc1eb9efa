import type { ClientBase } from 'pg'
import { addedOnlyTables } from './added-only-tables.js'
import type { TierNames } from './tier-names.js'

/**
 * Inside a tier's database: gives the schema `public` to the owner, and the run-time role rows to read and write in every
 * table that is there or that the owner makes later, but no structure to change, and nothing of a log that is only added to. Run by a superuser in that database.
 */
export async function grantRunTime(client: ClientBase, names: TierNames): Promise<void> {
  const owner = client.escapeIdentifier(names.owner)
  const runtime = client.escapeIdentifier(names.runtime)
  const later = `alter default privileges for role ${owner}`
  await client.query(`
    alter schema public owner to ${owner};
    revoke all on schema public from public;
    grant usage on schema public to ${runtime};
    grant select, insert, update, delete on all tables in schema public to ${runtime};
    grant usage, select on all sequences in schema public to ${runtime};
    ${later} grant usage on schemas to ${runtime};
    ${later} grant select, insert, update, delete on tables to ${runtime};
    ${later} grant usage, select on sequences to ${runtime};
    ${addedOnlyTables.map((table) => restrict(client, table, runtime)).join('')}
    do $$ begin
      if to_regclass('public._prisma_migrations') is not null then
        revoke insert, update, delete on public._prisma_migrations from ${runtime};
      end if;
    end $$;`)
}

function restrict(client: ClientBase, table: string, runtime: string): string {
  return `
    do $$ begin
      if to_regclass(${client.escapeLiteral(`public.${table}`)}) is not null then
        revoke update, delete, truncate on public.${client.escapeIdentifier(table)} from ${runtime};
      end if;
    end $$;`
}
