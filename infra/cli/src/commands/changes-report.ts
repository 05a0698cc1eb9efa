import type { RecentOperation } from '@shequ/gateway/request/recent/recent-operations'
import type { BrokenOperation, KnownOperation } from '@shequ/schema/changes/broken-operations'
import type { ChangeLevel, SchemaChange } from '@shequ/schema/changes/schema-changes'

/** Operations, and those of them that a change breaks. */
interface Operations<Operation extends KnownOperation> {
  readonly all: readonly Operation[]
  readonly broken: readonly BrokenOperation<Operation>[]
}

/** What a change of the schema does. */
export interface ChangesReport {
  readonly changes: readonly SchemaChange[]
  readonly registered: Operations<KnownOperation>
  readonly recent: Operations<RecentOperation>
}

const headings: Readonly<Record<ChangeLevel, string>> = {
  breaking: 'Breaking: operations that use it fail.',
  dangerous: 'Dangerous: clients may meet what they do not expect.',
  safe: 'Safe.',
}

/** How much of an operation without a name is shown, in characters. */
const shown = 80

/** Tells in Markdown what a change of the schema does, so that the text can go into a changelog. */
export function changesReport({ changes, registered, recent }: ChangesReport): string {
  const ofLevel = (level: ChangeLevel) =>
    section(
      headings[level],
      changes.filter((change) => change.level === level).map(({ text }) => text),
    )
  const lines = [
    `# ${verdict(changes, registered, recent)}`,
    ...(['breaking', 'dangerous', 'safe'] as const).flatMap(ofLevel),
    ...section(
      'Operations that break',
      registered.broken.map((operation) => `${named(operation)}: ${operation.faults.join(' ')}`),
    ),
    ...section(
      'Recently used operations that break',
      recent.broken
        .toSorted((one, other) => other.count - one.count)
        .map((operation) => `${named(operation)}, ${used(operation)}: ${operation.faults.join(' ')}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}

function verdict(
  changes: readonly SchemaChange[],
  registered: Operations<KnownOperation>,
  recent: Operations<RecentOperation>,
): string {
  if (changes.length === 0) return 'Nothing changes.'
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`
  const ofRegistered = `${registered.broken.length} of ${registered.all.length} registered operations break`
  const ofRecent = recent.all.length === 0 ? '' : `, and ${recent.broken.length} of ${recent.all.length} recently used`
  return `${count}, ${ofRegistered}${ofRecent}.`
}

function section(heading: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : ['', `## ${heading}`, '', ...entries.map((entry) => `- ${entry}`)]
}

function named({ client, name, body }: KnownOperation): string {
  if (name !== '') return `${name} of ${client}`
  const text = body.replaceAll(/\s+/g, ' ').trim()
  return `\`${text.slice(0, shown)}${text.length > shown ? '…' : ''}\` of ${client}`
}

function used({ count, lastUsed }: RecentOperation): string {
  return `asked ${count === 1 ? 'once' : `${count} times`}, last on ${lastUsed}`
}
