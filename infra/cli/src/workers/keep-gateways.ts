import { gatewayEnvironment } from '@shequ/gateway/config'
import type { Listening } from '@shequ/gateway/listen'
import { stateOfOne } from '@shequ/gateway/workers/shared-state'
import { keepState } from '@shequ/gateway/workers/keep-state'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { keepWorkers } from '@shequ/process/workers/keep-workers'

/** What a worker of `hub gateway` is told. */
export interface ToldGateway {
  readonly options: { readonly supergraph?: string; readonly port?: number }
  /** The name that all of them ask nodes by. */
  readonly name: string
}

/** Runs the gateway in so many processes, which this one keeps: it has what they have in common, and answers nothing itself. */
export async function keepGateways(count: number, options: ToldGateway['options']): Promise<Listening> {
  const config = readEnvironment(gatewayEnvironment)
  const log = createLog('gateway', config.LOG_LEVEL)
  const state = stateOfOne(config, log)
  const told: ToldGateway = { options, name: state.name }
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
