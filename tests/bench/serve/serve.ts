import type { Served, Service } from './service.js'
import { serveShape } from './serve-shape.js'
import { serveShapeHub, serveShapeStock } from './serve-shape-gateways.js'
import { serveGateway } from './serve-gateway.js'
import { serveHubInProcess } from './serve-hub-in-process.js'
import { serveNodes } from './serve-nodes.js'
import { serveRegister } from './serve-register.js'
import { serveStatement } from './serve-statement.js'
import { serveStockGateway } from './serve-stock-gateway.js'
import { serveSubgraphService } from './serve-subgraph-service.js'

/** Starts a service of the bench in this process. */
export function serve(service: Service): Promise<Served> {
  if (service.kind === 'hub') return serveHubInProcess(service.dataDir, service.urls)
  if (service.kind === 'gateway') return serveGateway(service.dataDir, service.subgraphs)
  if (service.kind === 'subgraph') return serveSubgraphService(service.dataDir, service.tier, service.url)
  if (service.kind === 'register') return serveRegister(service.dataDir, service.url, service.nodes)
  if (service.kind === 'nodes') return serveNodes(service.dataDir, service.url)
  if (service.kind === 'stock') return serveStockGateway(service.subgraphs)
  if (service.kind === 'shape') return serveShape(service.shape)
  if (service.kind === 'shape-hub') return serveShapeHub(service.dataDir, service.supergraph, service.sharesReads)
  if (service.kind === 'shape-stock') return serveShapeStock(service.supergraph)
  return serveStatement(service.url)
}
