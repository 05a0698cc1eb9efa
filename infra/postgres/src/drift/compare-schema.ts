import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { withClient } from '../with-client.js'
import { lastPanic, openSchemaEngine, type SchemaFile } from './open-schema-engine.js'

/** How a database differs from a Prisma schema. */
export interface SchemaDifference {
  readonly equal: boolean
  /** In words, for people. */
  readonly summary: string
  /** The SQL that would make the database what the schema describes; empty when it is. */
  readonly script: string
}

/**
 * Compares a database's structure with what a Prisma schema describes, as `prisma migrate diff` does. What a Prisma schema cannot
 * express (check constraints, generated columns, partial indexes, functions) is not compared.
 *
 * @param schema a `.prisma` file, or a folder of them.
 */
export async function compareSchema(url: string, schema: string): Promise<SchemaDifference> {
  const files = await readSchema(schema)
  return withClient(url, async (client) => {
    const engine = await openSchemaEngine(client)
    const ask = (script: boolean) =>
      engine.diff({
        from: { tag: 'schemaDatasource', files, configDir: dirname(schema) },
        to: { tag: 'schemaDatamodel', files },
        script,
        exitCode: true,
        filters: { externalTables: [], externalEnums: [] },
      })
    try {
      const summary = await ask(false)
      const equal = summary.exitCode === 0
      return { equal, summary: summary.stdout?.trim() ?? '', script: equal ? '' : ((await ask(true)).stdout ?? '') }
    } catch (error) {
      const reason = lastPanic() ?? (error as Error).message
      throw new Error(`Prisma's schema engine could not compare ${schema} with the database: ${reason}`, {
        cause: error,
      })
    } finally {
      engine.free()
    }
  })
}

async function readSchema(schema: string): Promise<SchemaFile[]> {
  const paths = (await stat(schema)).isDirectory()
    ? (await readdir(schema)).filter((name) => name.endsWith('.prisma')).map((name) => join(schema, name))
    : [schema]
  return Promise.all(paths.sort().map(async (path) => ({ path, content: await readFile(path, 'utf8') })))
}
