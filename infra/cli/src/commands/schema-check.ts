import { readKnownOperations } from '@shequ/gateway/request/known/known-operations'
import { shownSchema } from '@shequ/gateway/plan/shown-schema'
import { type KnownOperation, brokenOperations } from '@shequ/schema/changes/broken-operations'
import { type ChangeLevel, schemaChanges } from '@shequ/schema/changes/schema-changes'
import { readSupergraph } from '@shequ/schema/compose/committed-supergraph'

/** How `hub schema check` was called. */
export interface SchemaCheckOptions {
  /** A file or address of the schema that clients have now; the hub's own as it comes by default. */
  readonly published?: string
  /** The file that `KNOWN_OPERATIONS` names. */
  readonly operations?: string
}

const headings: Readonly<Record<ChangeLevel, string>> = {
  breaking: 'Breaking: operations that use it fail.',
  dangerous: 'Dangerous: clients may meet what they do not expect.',
  safe: 'Safe.',
}

/**
 * Compares a schema with the published one, and prints in Markdown what changes for clients and whose registered operations break. The
 * exit status is 1 where something breaks.
 *
 * @throws {Error} for a file that holds no schema.
 */
export async function schemaCheck(file: string, { published, operations }: SchemaCheckOptions): Promise<void> {
  const before = await shownSchema(published ?? { sdl: readSupergraph() })
  const after = await shownSchema(file)
  const changes = schemaChanges(before, after)
  const known: readonly KnownOperation[] = readKnownOperations(operations).all
  const broken = brokenOperations(known, before, after)
  const lines = (['breaking', 'dangerous', 'safe'] as const).flatMap((level) => {
    const texts = changes.filter((change) => change.level === level).map(({ text }) => `- ${text}`)
    return texts.length === 0 ? [] : ['', `## ${headings[level]}`, '', ...texts]
  })
  const operationLines = broken.map(({ client, name, faults }) => `- ${name} of ${client}: ${faults.join(' ')}`)
  const breaking = changes.some(({ level }) => level === 'breaking') || broken.length > 0
  const verdict =
    changes.length === 0
      ? 'Nothing changes.'
      : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}, ${broken.length} of ${known.length} registered operations break.`
  process.stdout.write(
    `${[`# ${verdict}`, ...lines, ...(broken.length > 0 ? ['', '## Operations that break', '', ...operationLines] : [])].join('\n')}\n`,
  )
  if (breaking) process.exitCode = 1
}
