import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Meter } from '../request/rate/meter.js'
import { scriptPolicy, secure, serveBundle } from './serve-bundle.js'

/** How people sign in to the console. */
export interface ConsoleSignIn {
  /** The address of the issuer; none where there is none, or its server does not listen yet. */
  readonly issuer: () => string | undefined
  readonly client: string
  readonly scopes: string
}

/** This folder lies beside `src` and `dist`, and holds for both. */
const consoleFolder = fileURLToPath(new URL('../../dist/console/', import.meta.url))

/** The console's one page answers at each of its addresses: which part stands there, its script reads off the address. */
export async function serveConsole(app: FastifyInstance, signIn: ConsoleSignIn, meter: Meter): Promise<void> {
  for (const path of ['/console', '/console/*']) {
    app.get(path, async (_request, reply) => {
      void reply.headers({ ...secure(policyFor(signIn.issuer())), 'cache-control': 'no-cache' })
      return await reply.sendFile('index.html', consoleFolder, { cacheControl: false })
    })
  }
  app.get('/console/sign-in.json', async (_request, reply) => {
    void reply.header('cache-control', 'no-cache')
    const { client, scopes } = signIn
    return { issuer: signIn.issuer() ?? null, client, scopes }
  })
  app.get('/console/viewer.json', async (request, reply) => {
    const { role, division, organisation } = await meter.meet(request)
    void reply.header('cache-control', 'no-store')
    return { role, division, organisation }
  })
  await serveBundle(app, `${consoleFolder}assets/`, '/console/assets/', scriptPolicy)
}

/** The console asks the hub, and the issuer for tokens where that is elsewhere. */
function policyFor(issuer: string | undefined): string {
  if (issuer === undefined) return scriptPolicy
  return scriptPolicy.replace("connect-src 'self'", `connect-src 'self' ${new URL(issuer).origin}`)
}
