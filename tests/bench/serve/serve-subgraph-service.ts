import { gatewayKeyName, keysFolder } from '@shequ/cli/run/keys'
import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { createTokenVerifier, gatewayIssuer } from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import type { Tier } from '@shequ/schema/tiers'
import { serveSubgraph } from '@shequ/subgraph/serve/serve-subgraph'
import { countCalls } from './count-calls.js'
import type { Served } from './service.js'

/** One tier's subgraph as `hub subgraph` serves it. */
export async function serveSubgraphService(dataDir: string, tier: Tier, url: string): Promise<Served> {
  const log = createLog(tier, 'error')
  const { publicJwk } = await loadOrCreateSigningKey(keysFolder(dataDir), gatewayKeyName)
  const verifyToken = createTokenVerifier({ issuer: gatewayIssuer, keys: { keys: [publicJwk] } }, tier)
  const open = openSubgraph(tier, url, log)
  const counted = countCalls(open.subgraph)
  const app = serveSubgraph({ subgraph: counted.subgraph, verifyToken, log })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url: `${address}/graphql`,
    pools: [open.pool],
    calls: () => counted.calls(),
    async close() {
      await app.close()
      await open.close()
    },
  }
}
