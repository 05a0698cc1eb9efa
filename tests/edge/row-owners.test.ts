import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { openPool } from '@shequ/postgres/open-pool'
import { addedOnlyTables } from '@shequ/postgres/provision/added-only-tables'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { withClient } from '@shequ/postgres/with-client'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { writeReturns } from '@shequ/subgraph/returns/write-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Client, Pool } from 'pg'
import { drawReturn } from '../helpers/draw-returns.js'

const own = '310101002001'
const foreign = '310101002002'

/** Tables whose rows are nobody's: code lists, what loads and triggers keep, what gateways report of themselves, what was done to the structure. */
const ownerless: Readonly<Record<Tier, readonly string[]>> = {
  city: [
    '_prisma_migrations',
    'activity_load',
    'code_list_entry',
    'division_code_list',
    'register_tally',
    'return_tally',
  ],
  borough: ['_prisma_migrations', 'activity_load', 'code_change', 'fault', 'register_tally', 'return_tally'],
  community: ['_prisma_migrations'],
}

interface OwnedTable {
  readonly name: string
  readonly owner: string
}

/** The tables of a database whose rows have an owner, with the column that the policies hold it by. */
const ownedTables = `
  select c.relname::text as name, substring(pg_get_expr(p.polwithcheck, c.oid) from '\\? (\\w+)\\)*$') as owner
  from pg_class c join pg_policy p on p.polrelid = c.oid and p.polcmd = 'a' where c.relnamespace = 'public'::regnamespace order by name`

const unprotected = `
  select c.relname::text as name from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity
    and (select array_agg(polcmd order by polcmd) = '{a,d,r,w}' from pg_policy where polrelid = c.oid)
    and not exists (select from pg_policy where polrelid = c.oid and polcmd <> 'r'
      and coalesce(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) not like '%write_owners()%'))
  order by name`

/** Statements that a transaction for `own` alone tries on a table with a row of each. */
const tries = ({ name, owner }: OwnedTable) => ({
  insert: `insert into "${name}" ("${owner}") values ('${foreign}')`,
  giveAway: `update "${name}" set "${owner}" = '${foreign}' where "${owner}" = '${own}'`,
  silent: [
    `update "${name}" set "${owner}" = "${owner}" where "${owner}" = '${foreign}'`,
    `delete from "${name}" where "${owner}" = '${foreign}'`,
    `select from "${name}" where "${owner}" = '${foreign}' for update`,
  ],
})

/** A value of a type, for a row that only has to be there. */
const valueOf = `
  create function sample_value(type regtype) returns text language plpgsql as $$
  declare made text;
  begin
    execute case
      when (select typtype from pg_type where oid = type) = 'e' then format('select (enum_range(null::%s))[1]::text', type)
      when (select typcategory from pg_type where oid = type) = 'A' then 'select ''{}'''
      when type in ('uuid'::regtype) then 'select gen_random_uuid()::text'
      when type in ('jsonb'::regtype, 'json'::regtype) then 'select ''{}'''
      when (select typcategory from pg_type where oid = type) = 'D' then 'select ''2025-01-01'''
      when (select typcategory from pg_type where oid = type) = 'B' then 'select ''false'''
      when (select typcategory from pg_type where oid = type) = 'N' then 'select ''1'''
      else 'select gen_random_uuid()::text' end into made;
    return made;
  end $$`

/** Puts a row of each of both owners into every owned table: without the checks and references that only sound rows pass. */
async function fill(admin: Client, tables: readonly OwnedTable[]): Promise<void> {
  await admin.query("set session_replication_role = 'replica'")
  await admin.query(`do $$ declare found record; begin
    for found in select conrelid::regclass as owned, conname from pg_constraint
      where contype in ('c', 'f') and connamespace = 'public'::regnamespace order by contype desc
    loop execute format('alter table %s drop constraint %I', found.owned, found.conname); end loop; end $$`)
  await admin.query(valueOf)
  for (const { name, owner } of tables) {
    for (const whose of [own, foreign]) {
      const { rows } = await admin.query<{ column: string; value: string }>(
        `select quote_ident(attname) as column, quote_literal(sample_value(atttypid)) as value from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and attname <> $2 and attgenerated = ''`,
        [name, owner],
      )
      const columns = [`"${owner}"`, ...rows.map(({ column }) => column)]
      const values = [`'${whose}'`, ...rows.map(({ value }) => value)]
      await admin.query(
        `insert into "${name}" (${columns.join(', ')}) values (${values.join(', ')}) on conflict do nothing`,
      )
    }
  }
}

describe.each(tiers)('in the database of the %s tier', (tier) => {
  let database: TestDatabase
  let pool: Pool
  let tables: readonly OwnedTable[]
  beforeAll(async () => {
    database = await createTestDatabase({ tier, migrations: migrationsOf(tier) })
    pool = openPool(database.url, { max: 2 })
    tables = (await pool.query<OwnedTable>(ownedTables)).rows
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  /** Does something as the run-time role, writing for some owners, and undoes it; gives how many rows there were, or the error. */
  async function attempt(owners: readonly string[], statement: string): Promise<number | string> {
    const undone = new Error('undone')
    let outcome: number | string = 'nothing'
    const work = async (sql: TransactionSql) => {
      outcome = (await sql(statement.startsWith('select') ? statement : `${statement} returning 1`)).length
      throw undone
    }
    await sqlTransaction(pool, work, owners).catch((error: unknown) => {
      if (error !== undone) outcome = (error as { code?: string }).code ?? String(error)
    })
    return outcome
  }

  test('every table is under row-level security, its owner too, or known to be nobody’s', async () => {
    const { rows } = await pool.query<{ name: string }>(unprotected)
    expect(rows.map(({ name }) => name)).toEqual(ownerless[tier])
    expect(tables.length).toBeGreaterThan(10)
    expect(tables.filter(({ owner }) => !/^((community|division|borough|city)_)?code$|^owner$/.test(owner))).toEqual([])
  })

  test('a returned batch of one is refused another’s rows, whatever the code before it lets through', async () => {
    const write = (owners: readonly string[]) =>
      sqlTransaction(pool, (sql) => writeReturns(sql, [drawReturn(foreign, '2025-01')]), owners)
    await expect(write([own])).rejects.toMatchObject({ code: '42501' })
    await expect(write([])).rejects.toMatchObject({ code: '42501' })
    expect((await pool.query('select from measure_return')).rowCount).toBe(0)
  })

  test('whoever writes for one division can neither add, change, remove nor lock a row of another, in any table', async () => {
    await withClient(database.adminUrl, (admin) => fill(admin, tables))
    const wrong: string[] = []
    const expectOf = async (owners: readonly string[], statement: string, wanted: number | string) => {
      const got = await attempt(owners, statement)
      if (got !== wanted) wrong.push(`${statement}: ${got} in place of ${wanted} for [${owners.join()}]`)
    }
    for (const table of tables) {
      const { insert, giveAway, silent } = tries(table)
      // Of what is only added to, nobody's rows are changed, removed or locked, whoever writes for their owner.
      const isAddedOnly = addedOnlyTables.includes(table.name)
      for (const owners of [[own], []]) {
        await expectOf(owners, insert, '42501')
        for (const statement of silent) await expectOf(owners, statement, isAddedOnly ? '42501' : 0)
      }
      await expectOf([own], giveAway, '42501')
      // The rows are there to be found, and whoever writes for their owner may do all of it.
      for (const statement of silent) await expectOf([foreign], statement, isAddedOnly ? '42501' : 1)
    }
    expect(wrong).toEqual([])
  })
})
