import { runGateway } from '@shequ/gateway/main'
import { createLog } from '@shequ/process/log'
import { Shutdown } from '@shequ/process/shutdown'
import { say } from '../run/say.js'

/** Serves a supergraph until it is told to end; subgraphs are asked over HTTP. */
export async function gateway(options: { supergraph?: string; port?: number }): Promise<void> {
  const shutdown = new Shutdown(createLog('gateway', 'info'))
  const listening = await runGateway(options)
  shutdown.add('server', () => listening.close())
  say(
    `The gateway answers at ${listening.url} — the graph at ${listening.url}/graphql, to try it ${listening.url}/explore`,
  )
}
