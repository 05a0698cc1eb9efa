import { gatewayKeyName, keysFolder } from '@shequ/cli/run/keys'
import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import { type NodeKey, nodeKeyOf } from '@shequ/process/keys/node-keys'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { createTokenVerifier, gatewayIssuer } from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { serveSubgraph } from '@shequ/subgraph/serve/serve-subgraph'
import type { Served, SimulatedNodes } from './service.js'
import { nodesKeyName } from './serve-nodes.js'

/** The borough's subgraph as `hub subgraph` serves it, but that its register holds simulated nodes, and nothing is written to the database. */
export async function serveRegister(dataDir: string, url: string, nodes: SimulatedNodes): Promise<Served> {
  const log = createLog('borough', 'error')
  const folder = keysFolder(dataDir)
  const { publicJwk } = await loadOrCreateSigningKey(folder, gatewayKeyName)
  const key = await nodeKeyOf((await loadOrCreateSigningKey(folder, nodesKeyName)).publicJwk.x ?? '')
  const verifyToken = createTokenVerifier({ issuer: gatewayIssuer, keys: { keys: [publicJwk] } }, 'borough')
  const open = openSubgraph('borough', url, log)
  const app = serveSubgraph({
    subgraph: { ...open.subgraph, call: withNodes(open.subgraph.call, nodes, key) },
    verifyToken,
    log,
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url: `${address}/graphql`,
    pools: [open.pool],
    calls: () => 0,
    async close() {
      await app.close()
      await open.close()
    },
  }
}

function withNodes(call: SubgraphCall, { communities, addresses }: SimulatedNodes, key: NodeKey): SubgraphCall {
  const changes = communities.map((community, index) => ({
    community,
    status: 'ACTIVE',
    epoch: 1,
    address: `${addresses[index % addresses.length]}/${community}/graphql`,
    staleFor: 0,
    keys: [key],
  }))
  return async (request) => {
    if (request.query.includes('reportNodeHealth')) return { data: { reportNodeHealth: 0 } }
    if (!request.query.includes('nodeChanges')) return call(request)
    const { after, first } = request.variables as { after: string; first: number }
    const page = changes.slice(Number(after), Number(after) + first)
    const revision = Number(after) + page.length
    return { data: { nodeChanges: { revision: String(revision), hasMore: revision < changes.length, changes: page } } }
  }
}
