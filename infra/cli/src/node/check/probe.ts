import { randomUUID } from 'node:crypto'
import { pathFault } from '@shequ/gateway/fetch/nodes/check-paths'
import { recordChecker } from '@shequ/gateway/fetch/nodes/check-records'
import { answerVerifier, nonceHeader, signatureHeader, UnbelievableAnswer } from '@shequ/process/keys/answer-signature'
import type { NodeKey } from '@shequ/process/keys/node-keys'
import { nodeName } from '@shequ/process/keys/node-name'
import { type SigningKey, createSigningKey } from '@shequ/process/keys/signing-key'
import { gatewayIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { z } from 'zod'

/** What a node is to do, and does not. The message says what was expected and what came. */
export class Breach extends Error {}

/** The endpoint closed the connection before it answered. */
export class Hangup extends Breach {}

/** @throws {Breach} unless it holds. */
export function ensure(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Breach(otherwise)
}

/** An error as GraphQL has it. */
export interface AnsweredError {
  readonly message: string
  readonly path: readonly (string | number)[]
  readonly code: string | undefined
}

/** What the endpoint answered. */
export interface Reply {
  readonly status: number
  /** The members of `data`; undefined where there is none. */
  readonly data: Readonly<Record<string, unknown>> | undefined
  readonly errors: readonly AnsweredError[]
  /** What is wrong with its signature; undefined when it is good. */
  readonly signatureFault: string | undefined
}

/** How a question differs from a good one. */
export interface Tampering {
  readonly viewer?: Viewer
  readonly audience?: string
  /** Seconds from now until the token ends. */
  readonly lifetime?: number
  /** Signs with a key that the hub does not publish. */
  readonly foreignKey?: boolean
  /** Changes the token, or leaves it out. */
  readonly token?: (good: string) => string | undefined
  /** Sends this body as it is. */
  readonly body?: string
}

/** A node under test, asked as a gateway asks it. */
export interface Probe {
  readonly community: string
  /** A community of another node. */
  readonly other: string
  ask(query: string, variables?: Readonly<Record<string, unknown>>, tampering?: Tampering): Promise<Reply>
  /** Why a gateway would not believe one of the answers since this was asked last; undefined when it would. */
  takeFault(): string | undefined
}

export interface ProbeOptions {
  readonly url: string
  readonly community: string
  /** The hub's key, by which the endpoint knows who asks. */
  readonly gatewayKey: SigningKey
  /** The endpoint's keys. */
  readonly keys: readonly NodeKey[]
}

const timeout = 10_000

const bodySchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z.object({ code: z.string().optional() }).loose().nullish(),
      }),
    )
    .optional(),
})

/** Makes the probe of an endpoint. */
export function probeOf({ url, community, gatewayKey, keys }: ProbeOptions): Probe {
  const verifier = answerVerifier(community, keys)
  const checkRecords = recordChecker(readSubgraphSdl('community'))
  let unbelieved: string | undefined
  return {
    community,
    other: `${community.slice(0, 9)}${community.endsWith('998') ? '997' : '998'}`,
    async ask(query, variables = {}, tampering = {}) {
      const { viewer = anonymous, audience = nodeName(community), lifetime = 60 } = tampering
      const key = tampering.foreignKey ? await createSigningKey() : gatewayKey
      const good = await mintViewerToken(key, viewer, { issuer: gatewayIssuer, audience, lifetime })
      const token = tampering.token ? tampering.token(good) : good
      const body = tampering.body ?? JSON.stringify({ query, variables })
      const nonce = randomUUID()
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [nonceHeader]: nonce,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
      }).catch((error: unknown) => {
        const { message, cause } = error as Error
        const Unanswered = isHangup(cause) ? Hangup : Breach
        throw new Unanswered(`expected an answer within ${timeout} ms, but got none (${message})`)
      })
      const type = response.headers.get('content-type') ?? 'none'
      ensure(isJson(type), `expected the content type application/json, but got ${type}`)
      const text = await response.text()
      const signed = { request: body, response: text, nonce }
      const signature = response.headers.get(signatureHeader) ?? undefined
      const reply = { status: response.status, ...read(text), signatureFault: faultOf(signature, signed) }
      unbelieved ??= unsound(query, variables, reply)
      return reply
    },
    takeFault() {
      const fault = unbelieved
      unbelieved = undefined
      return fault
    },
  }

  /** What is wrong with an answer by what a gateway of the hub believes. */
  function unsound(query: string, variables: Readonly<Record<string, unknown>>, reply: Reply): string | undefined {
    const { data, errors } = reply
    const isAboutRecords = data !== undefined && !Object.hasOwn(data, '_service')
    if (!isAboutRecords) return undefined
    const representations = Object.values(variables).find((value) => Array.isArray(value))
    return (
      checkRecords(query, data, { community, representations, variables }) ??
      pathFault(
        data,
        errors.filter(({ path }) => path.length > 0),
      )
    )
  }

  function faultOf(
    signature: string | undefined,
    answer: { readonly request: string; readonly response: string; readonly nonce: string },
  ): string | undefined {
    try {
      verifier.verify(signature, answer, new Date())
      return undefined
    } catch (error) {
      if (error instanceof UnbelievableAnswer) return error.message
      throw error
    }
  }
}

function isJson(type: string): boolean {
  return /^application\/(graphql-response\+)?json\b/i.test(type)
}

function isHangup(cause: unknown): boolean {
  const { code = '' } = (cause ?? {}) as { readonly code?: string }
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code)
}

function read(text: string): Pick<Reply, 'data' | 'errors'> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Breach(`expected JSON, but got "${text.slice(0, 60)}"`)
  }
  const parsed = bodySchema.safeParse(json)
  if (!parsed.success) throw new Breach(`expected a GraphQL response, but ${parsed.error.issues[0]?.message}`)
  const { data, errors = [] } = parsed.data
  return {
    data: data ?? undefined,
    errors: errors.map(({ message, path, extensions }) => ({ message, path: path ?? [], code: extensions?.code })),
  }
}
