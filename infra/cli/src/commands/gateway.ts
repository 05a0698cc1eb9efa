import { gatewayEnvironment } from '@shequ/gateway/config'
import { runGateway } from '@shequ/gateway/main'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { Shutdown } from '@shequ/process/shutdown'
import { entrustOverHttp } from '@shequ/subgraph/nodes/entrust-over-http'
import { movesOverHttp } from '@shequ/subgraph/nodes/moves-over-http'
import { serveCounts } from '@shequ/subgraph/nodes/serve-counts'
import { serveMoves } from '@shequ/subgraph/nodes/serve-moves'
import { serveRegister } from '@shequ/subgraph/nodes/serve-register'
import { askOverHttp } from '@shequ/subgraph/relay/deliver'
import { say } from '../run/say.js'

/** How long the borough may take to answer a node, in milliseconds. */
const registerTimeout = 10_000

/** Serves a supergraph until it is told to end; subgraphs are asked over HTTP. Of the hub's own, nodes may join by way of it. */
export async function gateway(options: { supergraph?: string; port?: number }): Promise<void> {
  const shutdown = new Shutdown(createLog('gateway', 'info'))
  const { BOROUGH_URL, COMMUNITY_URL } = readEnvironment(gatewayEnvironment)
  const listening = await runGateway({
    ...options,
    extend: async (app) => {
      if (options.supergraph !== undefined || !BOROUGH_URL || !COMMUNITY_URL) return
      await serveRegister(app, askOverHttp(BOROUGH_URL, registerTimeout))
      const community = new URL(COMMUNITY_URL).origin
      await serveMoves(app, movesOverHttp(community))
      serveCounts(app, entrustOverHttp(community))
    },
  })
  shutdown.add('server', () => listening.close())
  say(
    `The gateway answers at ${listening.url} — the graph at ${listening.url}/graphql, to try it ${listening.url}/explore`,
  )
}
