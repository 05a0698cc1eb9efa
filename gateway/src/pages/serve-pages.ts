import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PublicKeys } from '@shequ/process/keys/signing-key'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AskGraph } from '../export/read-pages.js'
import { describeState } from './hub-state.js'
import type { Supergraph } from '../plan/supergraph.js'
import type { Meter } from '../request/rate/meter.js'
import { scriptPolicy, secure, serveBundle } from './serve-bundle.js'
import { type ConsoleSignIn, serveConsole } from './serve-console.js'

/** Which start page fits: the hub's own graph, or any other that the gateway was started on. */
export type StartPage = 'hub' | 'gateway'

/** What the pages show. */
export interface PageParts {
  readonly supergraph: Supergraph
  readonly publicKeys: PublicKeys
  readonly startPage: StartPage
  /** How people sign in to the console, and who finds out who they are. */
  readonly signIn: ConsoleSignIn
  readonly meter: Meter
  /** Asks the graph as anybody may, for what the start page says of the hub. */
  readonly ask: AskGraph
}

/** Where the start page says what the hub holds now, in each language. */
const stateMarks = { en: '{{state}}', zh: '{{state-zh}}' } as const

/** These folders lie beside `src` and `dist`, and hold for both. */
const pagesFolder = fileURLToPath(new URL('../../pages/', import.meta.url))
const exploreFolder = fileURLToPath(new URL('../../dist/explore/', import.meta.url))

const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The explorer's editor writes styles of its own; everything else comes from the hub alone. */
const explorePolicy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Serves what is read rather than asked: the start page, the explorer, the graph's SDL, the gateway's public keys. */
export async function servePages(app: FastifyInstance, parts: PageParts): Promise<void> {
  const startPage = readPage(`${parts.startPage}.html`)
  const files = { '/pages.css': 'text/css; charset=utf-8', '/favicon.svg': 'image/svg+xml' }

  if (parts.startPage === 'hub') app.get('/', async (_request, reply) => await reply.redirect('/console'))
  app.get(parts.startPage === 'hub' ? '/about' : '/', async (request, reply) => {
    void reply.headers(secure(pagePolicy))
    void reply.header('content-type', 'text/html; charset=utf-8')
    const page = startPage.replaceAll('{{origin}}', originOf(request))
    if (!page.includes(stateMarks.en)) return page
    const state = await describeState(parts.ask)
    return page.replace(stateMarks.en, () => state.en).replace(stateMarks.zh, () => state.zh)
  })
  for (const [path, contentType] of Object.entries(files)) {
    const content = readPage(path.slice(1))
    app.get(path, async (_request, reply) => {
      void reply.headers(secure(pagePolicy))
      void reply.header('content-type', contentType).header('cache-control', 'max-age=3600')
      return content
    })
  }
  for (const contract of [undefined, ...parts.supergraph.contracts.keys()]) {
    app.get(contract === undefined ? '/schema.graphql' : `/schema/${contract}.graphql`, async (_request, reply) => {
      void reply.header('content-type', 'text/plain; charset=utf-8').header('x-content-type-options', 'nosniff')
      return parts.supergraph.apiSchemaSdl(contract)
    })
  }
  if (parts.startPage === 'hub') {
    serveAccessPage(app)
    await serveConsole(app, parts.signIn, parts.meter)
  }
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    void reply.header('content-type', 'application/jwk-set+json; charset=utf-8').header('cache-control', 'max-age=300')
    return JSON.stringify(parts.publicKeys)
  })
  await serveExplorer(app)
}

/** The page on which an organisation asks for access, with the script that sends what it asks. */
function serveAccessPage(app: FastifyInstance): void {
  const files = {
    '/access': ['access.html', 'text/html; charset=utf-8'],
    '/access.mjs': ['access.mjs', 'text/javascript; charset=utf-8'],
    '/access-operations.mjs': ['access-operations.mjs', 'text/javascript; charset=utf-8'],
  } as const
  for (const [path, [name, contentType]] of Object.entries(files)) {
    const content = readPage(name)
    app.get(path, async (_request, reply) => {
      void reply.headers(secure(scriptPolicy)).header('content-type', contentType)
      return content
    })
  }
}

async function serveExplorer(app: FastifyInstance): Promise<void> {
  app.get('/explore', async (_request, reply) => {
    void reply.headers(secure(explorePolicy))
    return await reply.sendFile('index.html', exploreFolder)
  })
  await serveBundle(app, exploreFolder, '/explore/', explorePolicy)
}

/** Where this client reached the hub, so that the commands on the page work as they stand. */
function originOf({ protocol, host }: FastifyRequest): string {
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? `${protocol}://${host}` : 'http://127.0.0.1:4000'
}

function readPage(name: string): string {
  return readFileSync(`${pagesFolder}${name}`, 'utf8')
}
