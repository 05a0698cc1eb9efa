import { pipeline } from 'node:stream/promises'
import { withDatabase } from '@shequ/postgres/connection-url'
import { withClient } from '@shequ/postgres/with-client'
import type { Tier } from '@shequ/schema/tiers'
import type { Client } from 'pg'
import { from, to } from 'pg-copy-streams'
import { type ScratchTable, scratchTables } from './scratch-tables.js'

/** A database that holds in one place what the tiers keep apart. */
export interface ScratchDatabase {
  readonly url: string
  /** Removes it, with whoever is connected. */
  drop(): Promise<void>
}

/**
 * Copies what the plain statement reads out of the three tiers' databases into one of its own on the same server. A
 * database of that name, left by a run that was killed, is replaced.
 *
 * @param adminUrl a superuser's URL of the server
 */
export async function createScratchDatabase(
  adminUrl: string,
  tierUrls: Readonly<Record<Tier, string>>,
  name = 'shequ_bench',
): Promise<ScratchDatabase> {
  const drop = () =>
    withClient(adminUrl, async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`)
    })
  await drop()
  await withClient(adminUrl, (admin) => admin.query(`create database ${name} template template0`))
  const url = withDatabase(adminUrl, name)
  try {
    await withClient(url, async (target) => {
      for (const table of scratchTables) {
        await withClient(tierUrls[table.tier], (source) => copyTable(source, target, table))
      }
      await target.query('vacuum analyze')
    })
  } catch (error) {
    await drop()
    throw error
  }
  return { url, drop }
}

async function copyTable(source: Client, target: Client, table: ScratchTable): Promise<void> {
  const { name, original = name, columns, indexes } = table
  const definitions = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
  await target.query(`create table ${name} (${definitions.join(', ')})`)
  const listed = Object.keys(columns).join(', ')
  await pipeline(
    source.query(to(`copy ${original} (${listed}) to stdout`)),
    target.query(from(`copy ${name} (${listed}) from stdin`)),
  )
  for (const index of indexes) await target.query(`create ${index}`)
}
