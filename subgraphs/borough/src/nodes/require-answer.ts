import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type RequestOptions, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { NodeAddresses } from '@shequ/process/addresses/node-addresses'
import { answerVerifier, nonceHeader, signatureHeader, UnbelievableAnswer } from '@shequ/process/keys/answer-signature'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { RegisteredNode } from './find-node.js'

/** Asked without a token: a node refuses it, and signs its refusal. Whether it is there, and has its key, is all that is asked. */
const body = JSON.stringify({ query: '{ __typename }' })

/** How long a node is waited for, in milliseconds. */
const timeout = 3_000

/** The largest answer that is read, in bytes. */
const largestAnswer = 64 * 1024

interface Reply {
  readonly signature: string | undefined
  readonly response: Buffer
}

/**
 * Requires that a node answers at the address that it named, with a key that the register believes: before it does, its community
 * would be out of everybody's reach.
 *
 * @throws {HubError} NODE_UNAVAILABLE when nothing answers there, NODE_REJECTED when what answers is not to be believed
 */
export async function requireAnswer(
  { community, address, keys }: RegisteredNode,
  addresses: NodeAddresses,
): Promise<void> {
  const nonce = randomUUID()
  const reply = await post(address, nonce, addresses).catch(() => undefined)
  if (reply === undefined) {
    throw new HubError(
      'NODE_UNAVAILABLE',
      `Expected the node of ${community} to answer at its address within ${timeout} ms, but it did not. Start it, and join with the address at which the hub reaches it.`,
      { community },
    )
  }
  try {
    // By the clock on the wall, as gateways verify answers.
    const answer = { request: body, response: reply.response, nonce }
    answerVerifier(community, keys).verify(reply.signature, answer, new Date())
  } catch (error) {
    if (!(error instanceof UnbelievableAnswer)) throw error
    throw new HubError(
      'NODE_REJECTED',
      `Expected an answer that the node of ${community} signed, but ${error.message}. Join with the address of the node itself.`,
      { community },
    )
  }
}

/** Posts the question where nodes may be, following nothing to another address. */
function post(address: string, nonce: string, addresses: NodeAddresses): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const fault = addresses.faultOf(address)
    if (fault !== undefined) return reject(new Error(fault))
    const url = new URL(address)
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      lookup: addresses.lookup(url.protocol),
      signal: AbortSignal.timeout(timeout),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        accept: 'application/json',
        [nonceHeader]: nonce,
      },
    }
    const take = (response: IncomingMessage) => void readReply(response).then(resolve, reject)
    const asking = url.protocol === 'https:' ? overHttps(url, options, take) : overHttp(url, options, take)
    asking.on('error', reject).end(body)
  })
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > largestAnswer) throw new Error('the answer is too large')
    parts.push(part)
  }
  const signature = response.headers[signatureHeader]
  return { signature: typeof signature === 'string' ? signature : undefined, response: Buffer.concat(parts) }
}
