import { gatewayEnvironment } from '@shequ/gateway/config'
import type { Listening } from '@shequ/gateway/listen'
import { type GatewayOptions, runGateway } from '@shequ/gateway/main'
import { readEnvironment } from '@shequ/process/read-environment'
import { entrustOverHttp } from '@shequ/subgraph/nodes/entrust-over-http'
import { movesOverHttp } from '@shequ/subgraph/nodes/moves-over-http'
import { serveCounts } from '@shequ/subgraph/nodes/serve-counts'
import { serveMoves } from '@shequ/subgraph/nodes/serve-moves'
import { serveRegister } from '@shequ/subgraph/nodes/serve-register'
import { askOverHttp } from '@shequ/subgraph/relay/deliver'

/** How long the borough may take to answer a node, in milliseconds. */
const registerTimeout = 10_000

export interface GatewayServiceOptions extends Omit<GatewayOptions, 'extend'> {
  /** Waited for before it listens. */
  readonly beforeListening?: () => Promise<void>
}

/** Runs the gateway in this process; of the hub's own, nodes may join by way of it. */
export function runGatewayService({ beforeListening, ...options }: GatewayServiceOptions): Promise<Listening> {
  const { BOROUGH_URL, COMMUNITY_URL } = readEnvironment(gatewayEnvironment)
  return runGateway({
    ...options,
    extend: async (app) => {
      if (options.supergraph === undefined && BOROUGH_URL && COMMUNITY_URL) {
        await serveRegister(app, askOverHttp(BOROUGH_URL, registerTimeout))
        const community = new URL(COMMUNITY_URL).origin
        await serveMoves(app, movesOverHttp(community))
        serveCounts(app, entrustOverHttp(community))
      }
      await beforeListening?.()
    },
  })
}
