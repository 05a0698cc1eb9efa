import type { Served, Service } from './service.js'
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
  return serveStatement(service.url)
}
