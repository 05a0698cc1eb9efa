import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { takeOutRules } from '@shequ/gateway/plan/access/take-out-rules'
import { disableApolloTelemetry } from '@shequ/process/read-environment'
import { readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { parse, print } from 'graphql'
import type { Served } from './service.js'

/**
 * The gateway as its makers ship it: their server, their executor, and their data sources with nothing set but the
 * address. It sends no token, so the subgraphs answer it as an anonymous caller, which is what all contenders ask as.
 */
export async function serveStockGateway(subgraphs: Readonly<Record<Tier, string>>): Promise<Served> {
  disableApolloTelemetry()
  const gateway = new ApolloGateway({
    // It takes no supergraph with access rules; the owners keep theirs.
    supergraphSdl: print(takeOutRules(parse(readSupergraph())).planned),
    buildService: ({ name }) => new RemoteGraphQLDataSource({ url: addressOf(name, subgraphs) }),
  })
  return serveApollo(gateway)
}

/** Serves a stock gateway by the server of its makers. */
export async function serveApollo(gateway: ApolloGateway): Promise<Served> {
  const server = new ApolloServer({ gateway, stopOnTerminationSignals: false })
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } })
  return { url, pools: [], calls: () => 0, close: () => server.stop() }
}

function addressOf(name: string, subgraphs: Readonly<Record<Tier, string>>): string {
  const tier = tiers.find((known) => known === name)
  if (tier === undefined) throw new Error(`Expected the supergraph to name tiers only, but got ${name}.`)
  return subgraphs[tier]
}
