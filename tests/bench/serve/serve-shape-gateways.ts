import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { runGateway } from '@shequ/gateway/main'
import { disableApolloTelemetry } from '@shequ/process/read-environment'
import { serveApollo } from './serve-stock-gateway.js'
import { unmetered } from '../../helpers/unmetered.js'
import type { Served } from './service.js'

/** The hub's gateway over any supergraph, as `hub gateway --supergraph` serves it. */
export async function serveShapeHub(dataDir: string, supergraph: string, sharesReads: boolean): Promise<Served> {
  const { url, close } = await runGateway(
    { port: 0, supergraph },
    { DATA_DIR: dataDir, LOG_LEVEL: 'error', SHARE_READS: String(sharesReads), MAX_DEPTH: '0', ...unmetered },
  )
  return { url: `${url}/graphql`, pools: [], calls: () => 0, close }
}

/** The stock gateway over the same. */
export async function serveShapeStock(supergraph: string): Promise<Served> {
  disableApolloTelemetry()
  const supergraphSdl = await (await fetch(supergraph)).text()
  return serveApollo(
    new ApolloGateway({ supergraphSdl, buildService: ({ url = '' }) => new RemoteGraphQLDataSource({ url }) }),
  )
}
