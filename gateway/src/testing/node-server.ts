import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { nonceHeader, signAnswer, signatureHeader } from '@shequ/process/keys/answer-signature'
import { nodeKeyOf } from '@shequ/process/keys/node-keys'
import { nodeName } from '@shequ/process/keys/node-name'
import { type PublicKeys, type SigningKey, createSigningKey } from '@shequ/process/keys/signing-key'
import { verifyViewer } from '@shequ/process/keys/viewer-token'
import type { SubgraphCall } from '@shequ/schema/subgraph-call'
import { anonymous } from '@shequ/schema/viewer'
import type { NodeEntry } from '../fetch/nodes/node-entry.js'

/** One question that a node got. */
export interface Question {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What a node does wrong; each takes what the right answer would be. */
export interface Misbehaviour {
  /** Takes the whole reply into its hands. */
  readonly reply?: (response: ServerResponse, question: Question, count: number) => void | 'answer'
  /** Changes the answer before it is signed. */
  readonly answer?: (answer: Record<string, unknown>, question: Question) => unknown
  /** Changes the body after it was signed. */
  readonly sent?: (body: string) => string
  /** Signs in its own way. */
  readonly sign?: (
    right: string,
    signed: { readonly request: string; readonly response: string; readonly nonce: string },
  ) => string | Promise<string>
  readonly status?: number
}

/** A node of a community that runs as a server of its own. */
export interface NodeServer {
  readonly url: string
  readonly key: SigningKey
  readonly received: readonly Question[]
  /** How the register holds it. */
  readonly entry: NodeEntry
  misbehave(how: Misbehaviour): void
  close(): Promise<void>
}

export interface NodeServerOptions {
  readonly community: string
  readonly call: SubgraphCall
  /** The gateway's keys: who asks is read from its token. Without them everybody is anonymous. */
  readonly gatewayKeys?: PublicKeys
  readonly key?: SigningKey
  readonly port?: number
}

/** Starts a node: a real HTTP server that signs what it answers. */
export async function startNode({
  community,
  call,
  gatewayKeys,
  key: given,
  port = 0,
}: NodeServerOptions): Promise<NodeServer> {
  const key = given ?? (await createSigningKey())
  const received: Question[] = []
  let how: Misbehaviour = {}

  async function answer(question: Question, response: ServerResponse): Promise<void> {
    const { query, variables = {} } = JSON.parse(question.body) as {
      query: string
      variables?: Record<string, unknown>
    }
    const token = question.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const viewer = gatewayKeys === undefined ? anonymous : await verifyViewer(token, gatewayKeys, nodeName(community))
    const right = (await call({ query, variables, viewer })) as Record<string, unknown>
    const body = JSON.stringify(how.answer === undefined ? right : await how.answer(right, question))
    const signed = { request: question.body, response: body, nonce: String(question.headers[nonceHeader]) }
    const signature = await signAnswer(key, { community, ...signed }, new Date())
    response.writeHead(how.status ?? 200, {
      'content-type': 'application/json',
      [signatureHeader]: how.sign === undefined ? signature : await how.sign(signature, signed),
    })
    response.end(how.sent === undefined ? body : how.sent(body))
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const question = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
      received.push(question)
      if (how.reply !== undefined && how.reply(response, question, received.length) !== 'answer') return
      answer(question, response).catch(() => void response.writeHead(401).end())
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  return {
    url,
    key,
    received,
    entry: {
      community,
      status: 'ACTIVE',
      epoch: 1,
      address: url,
      keys: [await nodeKeyOf(key.publicJwk.x ?? '')],
      staleFor: 0,
    },
    misbehave: (changed) => void (how = changed),
    close: () => closeServer(server),
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
