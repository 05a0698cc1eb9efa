import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadProvider } from '@shequ/issuer/provider/load-provider'
import { type JWK, SignJWT, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { Adapter, AdapterPayload } from 'oidc-provider'

/** An OpenID Connect issuer of somebody else, on a port of its own. */
export interface StrangerIssuer {
  readonly issuer: string
  /** A token by client credentials, asked for over HTTP. */
  token(scope?: string): Promise<string>
  /** Signs claims of one's own with the issuer's present key; `header` and `key` make a forgery. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>, key?: JWK): Promise<string>
  /** Publishes another key, signs with it from a moment later on, and withdraws the one before after another. */
  rotate(moment: number): Promise<void>
  /** Its present private key. */
  key(): JWK
  stop(): Promise<void>
  /** Comes back at the same address. */
  start(): Promise<void>
}

const secret = 'a-secret-of-the-stranger'
export const strangerAudience = 'https://hub.example.org'

/** Starts `oidc-provider` with one client, whose tokens say what `claims` says. */
export async function startStranger(claims: Record<string, string | string[]>): Promise<StrangerIssuer> {
  const { default: Provider } = await loadProvider()
  let keys = [await newKey('key-1')]
  let made = 1
  let issuer = ''
  const provide = () =>
    new Provider(issuer, {
      adapter: memoryAdapter(),
      jwks: { keys },
      cookies: { keys: ['cookie-key'] },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => strangerAudience,
          getResourceServerInfo: () => ({
            scope: 'read write',
            audience: strangerAudience,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
      },
      clientDefaults: { id_token_signed_response_alg: 'ES256' },
      scopes: ['read', 'write'],
      ttl: { ClientCredentials: 60 },
      extraTokenClaims: () => claims,
      clients: [
        {
          client_id: 'tool',
          client_secret: secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
      ],
    }).callback()
  let answer: ReturnType<typeof provide> | undefined
  const server = createServer((request, response) => void answer?.(request, response))
  const start = async (port = 0) => {
    await once(server.listen(port, '127.0.0.1'), 'listening')
  }
  await start()
  const { port } = server.address() as AddressInfo
  issuer = `http://127.0.0.1:${port}`
  answer = provide()
  const key = () => keys[0] as JWK
  return {
    issuer,
    key,
    async token(scope = 'read') {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`tool:${secret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
      })
      const { access_token: token, ...rest } = (await response.json()) as { access_token?: string }
      if (token === undefined) throw new Error(`Expected a token, but got ${JSON.stringify(rest)}.`)
      return token
    },
    async sign(own, header = {}, signing = key()) {
      const now = Math.floor(Date.now() / 1000)
      return await new SignJWT({ iss: issuer, aud: strangerAudience, sub: 'tool', iat: now, exp: now + 60, ...own })
        .setProtectedHeader({ alg: 'ES256', kid: key().kid ?? '', typ: 'at+jwt', ...header })
        .sign(await importJWK(signing, 'ES256'))
    },
    async rotate(moment) {
      const [old = await newKey('none')] = keys
      const next = await newKey(`key-${(made += 1)}`)
      for (const published of [[old, next], [next, old], [next]]) {
        keys = published
        answer = provide()
        await sleep(moment)
      }
    },
    async stop() {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
    start: () => start(port),
  }
}

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' }
}

/** Keeps what the provider keeps as long as the process lives; its client is configured, and its tokens are not kept. */
function memoryAdapter() {
  const kept = new Map<string, AdapterPayload>()
  return class implements Adapter {
    constructor(readonly kind: string) {}
    async upsert(id: string, payload: AdapterPayload) {
      kept.set(`${this.kind}:${id}`, payload)
    }
    async find(id: string) {
      return kept.get(`${this.kind}:${id}`)
    }
    async findByUserCode() {
      return undefined
    }
    async findByUid() {
      return undefined
    }
    async consume() {}
    async destroy(id: string) {
      kept.delete(`${this.kind}:${id}`)
    }
    async revokeByGrantId() {}
  }
}
