import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callOf, supergraphOf } from '@shequ/gateway/testing/shapes/shape'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { anonymous } from '@shequ/schema/viewer'
import { countShape } from './count-shape.js'
import type { Served } from './service.js'
import { type ShapeName, shapes } from '../question/shapes.js'

/** Serves all subgraphs of a shape from memory, each at its name, and the supergraph beside them. */
export async function serveShape(name: ShapeName): Promise<Served> {
  const shape = shapes[name]
  const { calls, asked, entities } = countShape(
    new Map([...shape.subgraphs].map(([subgraph, parts]) => [subgraph, callOf(parts)])),
  )
  const server = createServer((request, response) => {
    const call = calls.get(request.url?.slice(1) ?? '')
    if (call === undefined) {
      response.end(supergraphOf(shape, (subgraph) => `${url}/${subgraph}`))
      return
    }
    void answer(call, request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    pools: [],
    calls: asked,
    entities,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

interface Body {
  readonly query: string
  readonly operationName?: string
  readonly variables?: Readonly<Record<string, unknown>>
}

async function answer(call: SubgraphCall, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { query, operationName, variables = {} } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(await call({ query, operationName, variables, viewer: anonymous })))
}
