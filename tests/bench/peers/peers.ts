/** A gateway of others that npm has. */
export interface Peer {
  readonly name: string
  readonly package: string
  /** Exactly this one, so that whoever repeats a run compares the same. */
  readonly version: string
  readonly command: string
  /** By what it serves the graph of the folder where it is started, on a port of this machine. */
  readonly args: (port: number) => readonly string[]
}

const hive = { package: '@graphql-hive/gateway', version: '2.15.1', command: 'hive-gateway' }
const hiveArgs = (port: number) => ['supergraph', 'supergraph.graphql', '--host', '127.0.0.1', '--port', String(port)]

/** Those that the hub is compared with, beside the stock gateway, which the tests have anyway. `write-graph.ts` has the files that they read. */
export const peers: readonly Peer[] = [
  { name: 'Hive Gateway', ...hive, args: hiveArgs },
  { name: 'Hive Gateway, native planner', ...hive, args: (port) => [...hiveArgs(port), '--hive-router-runtime'] },
  {
    name: 'Grafbase',
    package: 'grafbase',
    version: '0.80.4',
    command: 'grafbase',
    args: (port) => [
      'dev',
      '--gateway-config',
      'gateway.toml',
      '--graph-overrides',
      'overrides.toml',
      '--port',
      String(port),
    ],
  },
]
