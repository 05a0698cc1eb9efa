import type { Command } from 'commander'
import { roles } from '@shequ/schema/viewer'
import { several } from './commands/several.js'
import { wholeNumber } from './commands/whole-number.js'
import type { ClientOptions } from './commands/clients.js'
import type { PersonOptions } from './commands/people.js'

/** `hub issuer …`, `hub client …` and `hub person …`: who may have tokens, and who makes them. Run them in the hub's data folder. */
export function addIssuerCommands(program: Command): void {
  const issuer = program.command('issuer').description('The hub’s own issuer of tokens (OpenID Connect).')
  issuer
    .command('start')
    .description('Serve the issuer as a service of its own. `hub start` serves it too.')
    .option('--port <number>', 'port to listen on (default: PORT, or 4020)', wholeNumber('--port', 65_535))
    .action(async (options: { port?: number }) => (await import('./commands/issuer.js')).startIssuer(options))
  issuer
    .command('rotate')
    .description('Give the issuer another key. Both are believed for a while, and the hub may be running.')
    .option('--lead <seconds>', 'how long the new key is published before it signs', wholeNumber('--lead', 86_400), 60)
    .option('--hours <number>', 'how long the key before it is believed still', Number, 24)
    .action(async (options: { lead: number; hours: number }) =>
      (await import('./commands/issuer.js')).rotateIssuer(options),
    )

  const client = program.command('client').description('Tools that get tokens of the hub’s issuer.')
  client
    .command('add')
    .description('Add a client, and print its id and its secret, which is told once.')
    .argument('[name]', 'what people call the tool (default: the organisation’s name, with --request)')
    .option('--request <id>', 'the granted request for access that it is for: says role, organisation and scopes')
    .option('--hub <url>', 'address of the hub, with --request (default: where that of the data folder listens)')
    .option('--role <role>', `one of ${roles.join(', ')}`)
    .option('--division <code>', 'division that it acts for')
    .option('--org <creditCode>', 'unified social credit code of its organisation')
    .option('--app <name>', 'name of a district app, by which communities grant it access')
    .option('--scope <scope>', 'a scope of its tokens; may stand several times', several)
    .option('--redirect <url>', 'where people who signed in are sent back to; may stand several times', several)
    .action(async (name: string | undefined, options: ClientOptions) =>
      (await import('./commands/clients.js')).addClientOf(name, options),
    )
  client
    .command('list')
    .description('List the clients, a line each.')
    .action(async () => (await import('./commands/clients.js')).printClients())
  client
    .command('rotate')
    .description('Give a client another secret, and print it. The one before is good for some hours more.')
    .argument('<id>', 'the client’s id')
    .option('--hours <number>', 'how long the secret before it is good still', Number, 24)
    .action(async (id: string, options: { hours: number }) =>
      (await import('./commands/clients.js')).rotateSecret(id, options),
    )
  client
    .command('revoke')
    .description('End a client: within five seconds no gateway takes its tokens.')
    .argument('<id>', 'the client’s id')
    .action(async (id: string) => (await import('./commands/clients.js')).endClient(id))

  const person = program.command('person').description('People who sign in to the hub’s issuer.')
  person
    .command('add')
    .description('Add a person, and print the password, which is told once.')
    .argument('<name>', 'the name to sign in with')
    .requiredOption('--role <role>', `one of ${roles.join(', ')}`)
    .option('--division <code>', 'division that the person acts for')
    .option('--org <creditCode>', 'unified social credit code of the person’s organisation')
    .action(async (name: string, options: PersonOptions) =>
      (await import('./commands/people.js')).addPersonOf(name, options),
    )
  person
    .command('revoke')
    .description('End a person’s access: within five seconds no gateway takes their tokens.')
    .argument('<name>', 'the name')
    .action(async (name: string) => (await import('./commands/people.js')).endPerson(name))
}
