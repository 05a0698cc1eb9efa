import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readMigrations } from '../migrate/read-migrations.js'
import { compareSchema } from './compare-schema.js'
import { migrateFromNothing, type ScratchServer } from './scratch-database.js'
import type { TierSchema } from './tier-schemas.js'

/**
 * Writes the migration that brings a tier's database from what its migrations make to what its Prisma schema describes, for its author to
 * read, complete with what a Prisma schema cannot express, and commit.
 *
 * @param name lower-case words joined by underscores.
 * @param now the moment that the migration's name begins with.
 * @returns the new file's path; `undefined` when nothing differs.
 */
export async function draftMigration(
  server: ScratchServer,
  tier: TierSchema,
  name: string,
  now = new Date(),
): Promise<string | undefined> {
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `Expected a migration's name of lower-case words joined by underscores, got "${name}". Try add_lessons.`,
    )
  }
  const url = await migrateFromNothing(server, tier)
  const { equal, script } = await compareSchema(url, tier.schema)
  if (equal) return undefined
  const folder = join(tier.migrations, `${momentAfter(await readMigrations(tier.migrations), now)}_${name}`)
  const file = join(folder, 'migration.sql')
  await mkdir(folder, { recursive: true })
  await writeFile(file, script, { flag: 'wx' })
  return file
}

/** A migration sorts after every earlier one, even one that was written by a clock ahead of this. */
function momentAfter(earlier: readonly { readonly name: string }[], now: Date): string {
  const last = earlier.at(-1)?.name.slice(0, 14) ?? ''
  const moment = now.toISOString().replaceAll(/\D/g, '').slice(0, 14)
  if (moment > last) return moment
  return String(BigInt(last) + 1n)
}
