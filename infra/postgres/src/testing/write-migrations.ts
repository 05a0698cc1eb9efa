import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes a folder of migrations, by name, for a test of the runner; returns its path. The caller removes it. */
export async function writeMigrations(migrations: Readonly<Record<string, string>>, into?: string): Promise<string> {
  const folder = into ?? (await mkdtemp(join(tmpdir(), 'shequ-hub-migrations-')))
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(join(folder, name), { recursive: true })
    await writeFile(join(folder, name, 'migration.sql'), sql)
  }
  return folder
}
