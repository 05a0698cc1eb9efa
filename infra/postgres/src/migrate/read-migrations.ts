import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** One migration of a folder: `<folder>/<name>/migration.sql`. */
export interface Migration {
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string
  /** The same for the file with its other line ends, which a checkout on another system may have given it. */
  readonly otherChecksum: string
  /** Whether it runs outside a transaction, as its first line asks: `-- no-transaction`. It may run again after an interruption. */
  readonly alone: boolean
}

/**
 * Reads a folder's migrations in the order in which they apply, which is that of their names.
 *
 * @throws when the folder or one of the files is missing.
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new Error(`Expected a folder of migrations at ${folder}, but: ${error.message}.`, { cause: error })
  })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readMigration(folder, name)))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readSql(join(folder, name, 'migration.sql'))
  const other = sql.includes('\r\n') ? sql.replaceAll('\r\n', '\n') : sql.replaceAll('\n', '\r\n')
  return {
    name,
    sql,
    checksum: sha256(sql),
    otherChecksum: sha256(other),
    alone: /^-- no-transaction\s*$/m.test(sql.split('\n', 1)[0] ?? ''),
  }
}

/** A migration that several tiers have is a link to one file. Where a system has no links, git writes the link's target as text. */
async function readSql(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`Expected the migration ${file}, but: ${error.message}. Restore the file or remove its folder.`, {
      cause: error,
    })
  })
  return /^\.\.\/\S+\.sql$/.test(text.trim()) ? readSql(join(dirname(file), text.trim())) : text
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
