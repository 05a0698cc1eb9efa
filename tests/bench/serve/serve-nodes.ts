import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import { keysFolder } from '@shequ/cli/run/keys'
import { nonceHeader, signAnswer, signatureHeader } from '@shequ/process/keys/answer-signature'
import { loadOrCreateSigningKey, type SigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { anonymous } from '@shequ/schema/viewer'
import { countCalls } from './count-calls.js'
import type { Served } from './service.js'

/** The key of all simulated nodes, in the data folder. */
export const nodesKeyName = 'bench-nodes'

/** Answers for the nodes of many communities, each under a path that holds its code, signed as a node signs. */
export async function serveNodes(dataDir: string, url: string): Promise<Served> {
  const key = await loadOrCreateSigningKey(keysFolder(dataDir), nodesKeyName)
  const open = openSubgraph('community', url, createLog('nodes', 'error'))
  const counted = countCalls(open.subgraph)
  const server = createServer((request, response) => void answer(counted.subgraph.call, key, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pools: [open.pool],
    calls: () => counted.calls(),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await open.close()
    },
  }
}

async function answer(
  call: SubgraphCall,
  key: SigningKey,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const community = request.url?.split('/')[1] ?? ''
  const { query, variables = {} } = JSON.parse(body.toString('utf8')) as {
    query: string
    variables?: Record<string, unknown>
  }
  const text = JSON.stringify(await call({ query, variables, viewer: anonymous }))
  const signed = { community, request: body, response: text, nonce: String(request.headers[nonceHeader]) }
  response.writeHead(200, {
    'content-type': 'application/json',
    [signatureHeader]: await signAnswer(key, signed, new Date()),
  })
  response.end(text)
}
