import { createLog } from '@shequ/process/log'
import { Shutdown } from '@shequ/process/shutdown'
import { say } from '../run/say.js'

/** Serves a supergraph until it is told to end; subgraphs are asked over HTTP. What answers is imported by the processes that answer. */
export async function gateway({
  workers,
  ...options
}: {
  readonly supergraph?: string
  readonly port?: number
  readonly workers: number
}): Promise<void> {
  const shutdown = new Shutdown(createLog('gateway', 'info'))
  const listening =
    workers > 1
      ? await (await import('../workers/keep-gateways.js')).keepGateways(workers, options)
      : await (await import('../run/run-gateway-service.js')).runGatewayService(options)
  shutdown.add('server', () => listening.close())
  say(
    `The gateway answers at ${listening.url} — the graph at ${listening.url}/graphql, to try it ${listening.url}/explore`,
  )
}
