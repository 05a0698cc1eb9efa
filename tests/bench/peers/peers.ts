import { base } from '../serve/contenders.js'
import { portPlace } from '../serve/service.js'

/** A way to serve a graph that npm has. */
export interface Peer {
  readonly name: string
  /** What it needs of npm. Each in exactly one version, so that whoever repeats a run compares the same. */
  readonly packages: Readonly<Record<string, string>>
  /** What serves the graph of the folder where it is started, seen from the folder of the packages. */
  readonly file: string
  /** Whether the file is a program for Node. */
  readonly isForNode: boolean
  readonly args: readonly string[]
  /** Whether it asks the graph's subgraphs. A monolith has the data itself. */
  readonly asks: boolean
}

const graphql = { graphql: '16.15.0' }
const apolloServer = { '@apollo/server': '5.5.1', ...graphql }

/** Those that the hub is compared with. `write-graph.ts` writes the files that they read. */
export const peers: readonly Peer[] = [
  {
    name: base,
    packages: { '@apollo/gateway': '2.14.4', ...apolloServer },
    file: 'programs/stock-gateway.mjs',
    isForNode: true,
    args: [portPlace],
    asks: true,
  },
  {
    name: 'Hive Gateway, native planner',
    packages: { '@graphql-hive/gateway': '2.15.1', '@graphql-hive/router-runtime': '1.4.23', ...graphql },
    file: 'node_modules/@graphql-hive/gateway/dist/bin.js',
    isForNode: true,
    args: ['supergraph', 'supergraph.graphql', '--hive-router-runtime', '--host', '127.0.0.1', '--port', portPlace],
    asks: true,
  },
  {
    name: 'Grafbase',
    packages: { grafbase: '0.80.4' },
    file: 'node_modules/grafbase/grafbase',
    isForNode: false,
    args: ['dev', '--gateway-config', 'gateway.toml', '--graph-overrides', 'overrides.toml', '--port', portPlace],
    asks: true,
  },
  {
    name: 'monolith, Apollo Server',
    packages: apolloServer,
    file: 'programs/apollo-monolith.mjs',
    isForNode: true,
    args: [portPlace],
    asks: false,
  },
  {
    name: 'monolith, graphql-jit',
    packages: { 'graphql-jit': '0.8.7', ...graphql },
    file: 'programs/jit-monolith.mjs',
    isForNode: true,
    args: [portPlace],
    asks: false,
  },
]

/** The packages of all of them, with their versions. */
export const peerPackages: Readonly<Record<string, string>> = Object.assign(
  {},
  ...peers.map(({ packages }) => packages),
) as Record<string, string>
