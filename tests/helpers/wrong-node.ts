import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { nonceHeader, signAnswer, signatureHeader } from '@shequ/process/keys/answer-signature'
import type { SigningKey } from '@shequ/process/keys/signing-key'

/** An answer on its way through. */
export interface PassingAnswer {
  readonly status: number
  readonly body: string
}

/** How an endpoint that stands before a good node spoils it. */
export interface Spoiling {
  /** The token that is handed on. */
  readonly token?: (given: string | undefined) => Promise<string | undefined>
  /** The request's body that is handed on. */
  readonly request?: (body: string) => string
  readonly answer?: (answer: PassingAnswer, request: string) => PassingAnswer
  /** The content type that it is sent with. */
  readonly type?: string
  /** What of the answer is signed. */
  readonly signed?: (body: string) => string
}

/** Starts an endpoint that does what a good node does, but for one thing. It signs with that node's key. */
export async function startWrongNode(
  node: { readonly url: string; readonly community: string; readonly key: SigningKey },
  spoiling: Spoiling,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const asked = Buffer.concat(chunks).toString('utf8')
      const given = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1]
      const token = spoiling.token ? await spoiling.token(given) : given
      const good = await fetch(node.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: spoiling.request?.(asked) ?? asked,
      })
      const passing = { status: good.status, body: await good.text() }
      const { status, body } = spoiling.answer?.(passing, asked) ?? passing
      const signature = await signAnswer(
        node.key,
        {
          community: node.community,
          request: asked,
          response: spoiling.signed?.(body) ?? body,
          nonce: String(request.headers[nonceHeader]),
        },
        new Date(),
      )
      response
        .writeHead(status, { 'content-type': spoiling.type ?? 'application/json', [signatureHeader]: signature })
        .end(body)
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
