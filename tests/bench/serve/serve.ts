import type { Served, Service } from './service.js'

/** Starts a service of the bench in this process. It loads what it serves and nothing else: its memory is told. */
export async function serve(service: Service): Promise<Served> {
  switch (service.kind) {
    case 'hub':
      return (await import('./serve-hub-in-process.js')).serveHubInProcess(service.dataDir, service.urls)
    case 'gateway':
      return (await import('./serve-gateway.js')).serveGateway(service.dataDir, service.subgraphs)
    case 'subgraph':
      return (await import('./serve-subgraph-service.js')).serveSubgraphService(
        service.dataDir,
        service.tier,
        service.url,
      )
    case 'register':
      return (await import('./serve-register.js')).serveRegister(service.dataDir, service.url, service.nodes)
    case 'nodes':
      return (await import('./serve-nodes.js')).serveNodes(service.dataDir, service.url)
    case 'stock':
      return (await import('./serve-stock-gateway.js')).serveStockGateway(service.subgraphs)
    case 'statement':
      return (await import('./serve-statement.js')).serveStatement(service.url)
    case 'shape':
      return (await import('./serve-shape.js')).serveShape(service.shape)
    case 'shape-hub':
      return (await import('./serve-shape-gateways.js')).serveShapeHub(
        service.dataDir,
        service.supergraph,
        service.sharesReads,
      )
    case 'shape-stock':
      return (await import('./serve-shape-gateways.js')).serveShapeStock(service.supergraph)
    case 'shape-in-process':
      return (await import('./serve-shape-in-process.js')).serveShapeInProcess(service)
  }
  return (await import('./serve-command.js')).serveCommand(service)
}
