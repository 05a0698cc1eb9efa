import { gatewayEnvironment } from '@shequ/gateway/config'
import type { Listening } from '@shequ/gateway/listen'
import type { GatewayOptions } from '@shequ/gateway/main'
import { readSupergraphFrom } from '@shequ/gateway/plan/read-supergraph'
import { keepState } from '@shequ/gateway/workers/keep-state'
import { stateOfOne } from '@shequ/gateway/workers/shared-state'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { keepWorkers } from '@shequ/process/workers/keep-workers'
import { requireFreePort } from '../run/require-free-port.js'

/** What a worker of `hub gateway` is told. */
export interface ToldGateway {
  readonly options: Pick<GatewayOptions, 'supergraph' | 'supergraphSdl' | 'port'>
  /** The name that all of them ask nodes by. */
  readonly name: string
}

/** Runs the gateway in so many processes, which this one keeps: it has what they have in common, and answers nothing itself. */
export async function keepGateways(
  count: number,
  options: { readonly supergraph?: string; readonly port?: number },
): Promise<Listening> {
  const config = readEnvironment(gatewayEnvironment)
  const log = createLog('gateway', config.LOG_LEVEL)
  // One port for as long as it serves: should all workers end at once, others listen there again.
  const port = await requireFreePort(config.HOST, options.port ?? config.PORT)
  const state = stateOfOne(config, log)
  const { supergraph } = options
  // Read once: a worker that is replaced serves what the others serve.
  const supergraphSdl = supergraph === undefined ? undefined : await readSupergraphFrom(supergraph)
  const told: ToldGateway = { options: { supergraph, supergraphSdl, port }, name: state.name }
  const module = new URL('./gateway-worker.js', import.meta.url)
  const { url, close } = await keepWorkers({ module, count, told, attend: keepState(state), log })
  return {
    url,
    async close() {
      await close()
      state.budgets.close()
    },
  }
}
