import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Tier } from '@shequ/schema/tiers'
import { anonymous } from '@shequ/schema/viewer'
import { smallTierCall } from './small-tiers.js'

/** What a tier's server got. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** How a tier's server answers one request; `count` is 1 for the first. */
export type Behave = (response: ServerResponse, received: Received, count: number) => void | Promise<void>

/** A real HTTP server in the place of a tier. */
export interface TierServer {
  readonly url: string
  /** Every request so far, in order. */
  readonly received: readonly Received[]
  close(): Promise<void>
}

/** Starts an HTTP server on a free port that does what `behave` says, right or wrong. */
export async function startTierServer(behave: Behave): Promise<TierServer> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const entry = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') }
      received.push(entry)
      void behave(response, entry, received.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    received,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}

/** Answers as the small tier does. */
export function answering(tier: Tier): Behave {
  const call = smallTierCall(tier)
  return async (response, { body, url }) => {
    if (url === '/health/ready') return sendJson(response, 200, { ready: true })
    const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> }
    sendJson(response, 200, await call({ query, variables, viewer: anonymous }))
  }
}

/** Sends a JSON body. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
