import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import { serveHub } from '@shequ/cli/run/serve-hub'
import { gatewayEnvironment } from '@shequ/gateway/config'
import { listen } from '@shequ/gateway/listen'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { unmetered } from '../../helpers/unmetered.js'
import { countCalls } from './count-calls.js'
import type { Served } from './service.js'

/** The hub as `npm start` serves it: gateway and subgraphs in one process. */
export async function serveHubInProcess(dataDir: string, urls: Readonly<Record<Tier, string>>): Promise<Served> {
  const log = createLog('hub', 'error')
  const config = readEnvironment(gatewayEnvironment, { DATA_DIR: dataDir, ...unmetered })
  const opened = tiers.map((tier) => openSubgraph(tier, urls[tier], log))
  const counted = opened.map(({ subgraph }) => countCalls(subgraph))
  const { app } = await serveHub(
    config,
    counted.map(({ subgraph }) => subgraph),
    log,
  )
  const { url, close } = await listen(app, '127.0.0.1', 0)
  return {
    url: `${url}/graphql`,
    pools: opened.map(({ pool }) => pool),
    calls: () => counted.reduce((sum, each) => sum + each.calls(), 0),
    async close() {
      await close()
      await Promise.all(opened.map((subgraph) => subgraph.close()))
    },
  }
}
