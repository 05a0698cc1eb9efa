import type { AddressInfo } from 'node:net'
import type { Logger } from '@shequ/process/log'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Pool } from 'pg'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { SigningKeys, TokenKeys } from './keys/token-keys.js'
import type { CountGuesses } from './people/guesses.js'
import { type SignInOutcome, createSignIn } from './people/sign-in.js'
import { noSignInPage, signInPage } from './pages/sign-in-page.js'
import { consoleUrlsOf } from './provider/console-client.js'
import { openProvider } from './provider/open-provider.js'
import { readRevocations, removeExpired } from './revocations/revoke.js'
import { revokeToken } from './revoke-token.js'

/** Below which path the issuer answers. */
export const issuerPath = '/issuer'

/** Where gateways ask each second what was revoked. */
const revocations = `${issuerPath}/revocations`

/** What an issuer is made of. */
export interface IssuerParts {
  readonly pool: Pool
  readonly keys: TokenKeys
  readonly cookieKey: string
  readonly audience: string
  /** Its address, by which its tokens name it. Default: where the server listens. */
  readonly url?: string | undefined
  /** The address of the console. Default: beside the issuer. */
  readonly consoleUrl?: string | undefined
  /** Is met before anything of a request is read, but for the question of gateways what was revoked; throws what refuses it. */
  readonly meet?: ((request: FastifyRequest) => Promise<void>) | undefined
  /** Where wrong passwords are counted; here by default. */
  readonly guesses?: CountGuesses | undefined
  readonly log: Logger
}

/** A server's issuer. */
export interface Issuer {
  /** Its address; none while the server does not listen yet. */
  url(): string | undefined
}

/** How often what has had its time is removed, in milliseconds. */
const removesEvery = 3_600_000

const secure = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const

/** Serves the hub's own OpenID Connect issuer below `/issuer` of a server. */
export function serveIssuer(app: FastifyInstance, parts: IssuerParts): Issuer {
  const { pool, keys, cookieKey, audience, log } = parts
  const url = () => parts.url ?? addressOf(app)
  const signIn = createSignIn(pool, parts.guesses)
  let opened: { readonly keys: SigningKeys; readonly provider: Promise<Provider> } | undefined

  /** The provider with the keys of this moment. All else that it knows lies in the database, so another one goes on where it was. */
  const provider = async (): Promise<Provider> => {
    const present = await keys.now()
    if (opened?.keys !== present) {
      const issuer = url() ?? ''
      const consoleUrls = consoleUrlsOf(issuer, parts.consoleUrl)
      opened = {
        keys: present,
        provider: openProvider({ issuer, pool, keys: present, consoleUrls, cookieKey, audience }),
      }
    }
    return await opened.provider
  }
  const removing = setInterval(() => {
    removeExpired(pool).catch((error: unknown) => log.warn({ err: error }, 'what the issuer kept could not be removed'))
  }, removesEvery).unref()
  app.addHook('onClose', () => clearInterval(removing))

  void app.register(
    async (scope) => {
      scope.addHook('onRequest', async (request) => {
        if (request.routeOptions.url !== revocations) await parts.meet?.(request)
      })
      scope.setErrorHandler(tellRefusal)
      // The provider reads its bodies itself.
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
      scope.get(revocations.slice(issuerPath.length), async (_request, reply) => {
        void reply.header('cache-control', 'no-store')
        return { revoked: await readRevocations(pool) }
      })
      scope.post('/revocation', async (request, reply) => {
        const { status, body } = await revokeToken(await readForm(request), request.headers.authorization, {
          pool,
          keys: await keys.now(),
          issuer: url() ?? '',
        })
        return await reply.code(status).header('cache-control', 'no-store').send(body)
      })
      scope.get('/sign-in/:uid', async (request, reply) => await askToSignIn(await provider(), request, reply))
      scope.post('/sign-in/:uid', async (request, reply) => {
        const form = await readForm(request)
        const name = form.get('name') ?? ''
        const present = await provider()
        // Without a sign-in that was begun in this browser, no password is looked at.
        if (!(await hasBegun(present, request, reply))) return await askToSignIn(present, request, reply)
        const outcome = await signIn({ name, password: form.get('password') ?? '', address: request.ip })
        if (!outcome.isRight) return await askToSignIn(present, request, reply, outcome)
        reply.hijack()
        await present.interactionFinished(request.raw, reply.raw, { login: { accountId: name } })
        return reply
      })
      scope.all('/*', async (request, reply) => {
        const present = await provider()
        reply.hijack()
        await present.callback()(asAddressed(request, present.issuer), reply.raw)
      })
    },
    { prefix: issuerPath },
  )
  return { url }
}

/** Tells a client of OAuth what it is refused, in the form of RFC 6749 (5.2). */
function tellRefusal(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  if (!(error instanceof HubError)) throw error
  const { code, retryAfter } = error.toJSON().extensions ?? {}
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter))
  void reply.code(error.status).header('cache-control', 'no-store')
  void reply.send({ error: 'temporarily_unavailable', error_description: error.message, code })
}

async function hasBegun(provider: Provider, { raw }: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  return await provider.interactionDetails(raw, reply.raw).then(
    () => true,
    () => false,
  )
}

/** Shows the page of signing in, or shows it again with what came of it. */
async function askToSignIn(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: Extract<SignInOutcome, { isRight: false }>,
) {
  void reply.headers(secure).header('content-type', 'text/html; charset=utf-8')
  const interaction = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
  if (interaction === undefined) return await reply.code(400).send(noSignInPage)
  const client = await provider.Client.find(String(interaction.params['client_id']))
  const page = signInPage({ action: request.url, client: client?.clientName ?? '', refused })
  if (refused === undefined) return await reply.send(page)
  const { waitSeconds } = refused
  if (waitSeconds === 0) return await reply.code(401).send(page)
  return await reply.code(429).header('retry-after', String(waitSeconds)).send(page)
}

/** The request as the provider is to see it: at the address that its tokens name, whatever the client or a proxy calls it. */
function asAddressed({ raw }: FastifyRequest, issuer: string): FastifyRequest['raw'] {
  const { host, protocol } = new URL(issuer)
  delete raw.headers['x-forwarded-host']
  raw.headers.host = host
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  const addressed = raw as typeof raw & { originalUrl?: string | undefined }
  addressed.originalUrl = raw.url
  raw.url = raw.url?.slice(issuerPath.length) ?? '/'
  return raw
}

/** The fields of a small form. */
async function readForm({ raw }: FastifyRequest): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > 16_384) throw Object.assign(new Error('The form is too large.'), { statusCode: 413 })
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

function addressOf({ server }: FastifyInstance): string | undefined {
  const address = server.address() as AddressInfo | null
  if (address === null) return undefined
  const host = ['0.0.0.0', '::', '127.0.0.1'].includes(address.address) ? '127.0.0.1' : address.address
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}${issuerPath}`
}
