import { gatewayEnvironment } from '@shequ/gateway/config'
import { inProcessSource } from '@shequ/gateway/fetch/in-process-source'
import type { SourceFactory } from '@shequ/gateway/fetch/tier-source'
import { listen } from '@shequ/gateway/listen'
import { buildGateway } from '@shequ/gateway/server'
import type { ShapeSubgraph } from '@shequ/gateway/testing/shapes/shape'
import { subgraphSchema } from '@shequ/gateway/testing/shapes/subgraph-schema'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { localIssuer } from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { operationCompiler } from '@shequ/subgraph/execute/compile-operation'
import { unmetered } from '../../helpers/unmetered.js'
import { shapes } from '../question/shapes.js'
import { countShape } from './count-shape.js'
import type { Served, Service } from './service.js'

/** The hub's gateway with the subgraphs of a shape in its own process, their operations compiled as the tiers' are. */
export async function serveShapeInProcess({
  dataDir,
  shape,
  supergraph,
}: Extract<Service, { kind: 'shape-in-process' }>): Promise<Served> {
  const log = createLog('gateway', 'error')
  const config = readEnvironment(gatewayEnvironment, { DATA_DIR: dataDir, MAX_DEPTH: '0', ...unmetered })
  const { publicJwk } = await createSigningKey()
  const calls = new Map([...shapes[shape].subgraphs].map(([name, subgraph]) => [name, compiledCall(subgraph)]))
  const counted = countShape(calls)
  const sources: SourceFactory = ({ name }) =>
    inProcessSource({
      name,
      call: counted.calls.get(name) ?? unknownSubgraph,
      health: async () => ({ ready: true }),
      timeout: config.TIER_TIMEOUT_MS,
      responseLimit: config.TIER_RESPONSE_LIMIT,
      log,
    })
  const { app } = await buildGateway({
    config,
    supergraphSdl: await (await fetch(supergraph)).text(),
    sources,
    issuer: { issuer: localIssuer, keys: { keys: [publicJwk] } },
    publicKeys: { keys: [publicJwk] },
    startPage: 'gateway',
    log,
  })
  const { url, close } = await listen(app, '127.0.0.1', 0)
  return { url: `${url}/graphql`, pools: [], calls: counted.asked, entities: counted.entities, close }
}

function compiledCall(subgraph: ShapeSubgraph): SubgraphCall {
  const compile = operationCompiler(subgraphSchema(subgraph))
  return async ({ query, operationName, variables }) => {
    const { data, errors } = await compile(query, operationName).query(undefined, {}, variables)
    return { ...(data !== undefined && { data }), ...(errors.length > 0 && { errors }) }
  }
}

const unknownSubgraph: SubgraphCall = async () => {
  throw new Error('Expected the supergraph to name subgraphs of the shape alone.')
}
