import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readMigrations } from '../migrate/read-migrations.js'
import { compareSchema } from './compare-schema.js'
import { migrateFromNothing, type ScratchServer } from './scratch-database.js'
import type { TierSchema } from './tier-schemas.js'

/**
 * Checks that a tier's migrations, applied to an empty database by its owner role, produce what its Prisma schema describes.
 *
 * @returns what is wrong, one finding an entry, with what to do; empty when nothing is.
 */
export async function checkDrift(server: ScratchServer, tier: TierSchema): Promise<string[]> {
  const faults = await checkFolder(tier.migrations)
  if (faults.length > 0) return faults.map((fault) => `${tier.tier}: ${fault}`)
  const url = await migrateFromNothing(server, tier).catch((error: Error) => error)
  if (url instanceof Error) return [`${tier.tier}: ${url.message}`]
  const { equal, summary, script } = await compareSchema(url, tier.schema)
  if (equal) return []
  return [
    `${tier.tier}: ${tier.schema} describes another database than its migrations make. ` +
      `Write a migration with "node infra/postgres/bin/new-migration.mjs ${tier.tier} NAME", or correct the schema.\n` +
      `${summary}\n\n${script}`,
  ]
}

/** Every migration's name begins with a moment, so that names sort as they were written, and the folder names its database. */
async function checkFolder(folder: string): Promise<string[]> {
  const faults = (await readMigrations(folder))
    .filter(({ name }) => !/^\d{14}_[a-z0-9_]+$/.test(name))
    .map(({ name }) => `expected a migration's name like 20250131120000_add_lessons, got ${name}. Rename its folder.`)
  const lock = await readFile(join(folder, 'migration_lock.toml'), 'utf8').catch(() => '')
  if (!/^provider = "postgresql"$/m.test(lock)) {
    faults.push(`expected ${join(folder, 'migration_lock.toml')} with provider = "postgresql". Restore the file.`)
  }
  return faults
}
