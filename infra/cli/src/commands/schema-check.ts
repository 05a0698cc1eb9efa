import { readKnownOperations } from '@shequ/gateway/request/known/known-operations'
import { readRecentOf, recentFolder } from '@shequ/gateway/request/recent/recent-file'
import { shownSchema } from '@shequ/gateway/plan/shown-schema'
import { chinaDay, daysAfter } from '@shequ/process/china-day'
import { readEnvironment } from '@shequ/process/read-environment'
import { brokenOperations } from '@shequ/schema/changes/broken-operations'
import { schemaChanges } from '@shequ/schema/changes/schema-changes'
import { readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { dataEnvironment } from '../run/environment.js'
import { changesReport } from './changes-report.js'

/** How `hub schema check` was called. */
export interface SchemaCheckOptions {
  /** A file or address of the schema that clients have now; the hub's own as it comes by default. */
  readonly published?: string
  /** The file that `KNOWN_OPERATIONS` names. */
  readonly operations?: string
  /** Folders of operations that clients asked lately; that of the data folder by default. */
  readonly recent?: readonly string[]
  /** How many days count as lately. */
  readonly days: number
}

/**
 * Compares a schema with the published one, and prints in Markdown what changes for clients and whose operations break: of those that are
 * registered, and of those that were asked lately. The exit status is 1 where something breaks.
 *
 * @throws {Error} for a file that holds no schema.
 */
export async function schemaCheck(file: string, options: SchemaCheckOptions): Promise<void> {
  const { published, operations, days } = options
  const before = await shownSchema(published ?? { sdl: readSupergraph() })
  const after = await shownSchema(file)
  const folders = options.recent ?? [recentFolder(readEnvironment(dataEnvironment).DATA_DIR)]
  const recent = await readRecentOf(folders, chinaDay(daysAfter(new Date(), -days)))
  const { all: registered } = readKnownOperations(operations)
  const changes = schemaChanges(before, after)
  const report = {
    changes,
    registered: { all: registered, broken: brokenOperations(registered, before, after) },
    recent: { all: recent, broken: brokenOperations(recent, before, after) },
  }
  process.stdout.write(changesReport(report))
  const breaks = changes.some(({ level }) => level === 'breaking')
  if (breaks || report.registered.broken.length > 0 || report.recent.broken.length > 0) process.exitCode = 1
}
