import { stateOfWorkers } from '@shequ/gateway/workers/state-of-workers'
import { createLog } from '@shequ/process/log'
import { serveAsWorker } from '@shequ/process/workers/serve-as-worker'
import { runGatewayService } from '../run/run-gateway-service.js'
import type { ToldGateway } from './keep-gateways.js'

await serveAsWorker<ToldGateway>(
  async ({ options, name }, { primary, place, shutdown, mayListen }) => {
    const state = stateOfWorkers(name, place, primary)
    const { url, close } = await runGatewayService({ ...options, state, beforeListening: mayListen })
    shutdown.add('server', close)
    return url
  },
  createLog('gateway', 'info'),
)
