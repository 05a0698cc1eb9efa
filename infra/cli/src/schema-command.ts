import type { Command } from 'commander'
import type { SchemaCheckOptions } from './commands/schema-check.js'
import { several } from './commands/several.js'
import { wholeNumber } from './commands/whole-number.js'

/** `hub schema check`: what a change of the schema does to clients. */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .description('What clients are shown.')
    .command('check')
    .description(
      'Compare a schema with the published one: what breaks, what is dangerous, what is safe, and whose operations break, registered and recently used ones. The exit status is 1 when something breaks.',
    )
    .argument('<file>', 'the changed schema: a supergraph, or what /schema.graphql gives')
    .option(
      '--published <file>',
      'file or address of the schema that clients have (default: the hub’s own, as it comes)',
    )
    .option('--operations <file>', 'the file of known operations, as KNOWN_OPERATIONS names it')
    .option(
      '--recent <folder>',
      'a folder of operations that gateways were asked lately; may stand several times (default: that of the data folder)',
      several,
    )
    .option('--days <number>', 'how many days count as lately', wholeNumber('--days', 365), 30)
    .action(async (file: string, options: SchemaCheckOptions) =>
      (await import('./commands/schema-check.js')).schemaCheck(file, options),
    )
}
