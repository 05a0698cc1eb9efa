import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { SigningKey } from '@shequ/process/keys/signing-key'
import { gatewayAudience, localIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { HubError } from '@shequ/schema/errors/hub-error'
import { roles } from '@shequ/schema/viewer'
import { viewerFault } from '@shequ/schema/viewer-fault'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'

/** For how long a token for trying is good, in seconds. */
const lifetime = 12 * 60 * 60

const wanted = z.strictObject({
  secret: z.string(),
  role: z.enum(roles),
  division: z.string().nullable(),
  organisation: z.string().nullable(),
})

/** What a proxy adds to the requests that it passes on. */
const ofProxies = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * Lets the console on this machine take any role, for trying: whoever has the link with the secret, which `npm start` prints in the terminal
 * where it was typed. That is who can read the key of `hub token` as well. Nothing is given to a request that comes from elsewhere, through
 * a proxy, or of another page.
 *
 * @param secret made anew with each start
 */
export function serveTrying(app: FastifyInstance, key: SigningKey, secret: string): void {
  app.post('/console/try', { bodyLimit: 1024 }, async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    const asked = wanted.safeParse(request.body)
    if (!isOfThisMachine(request) || !asked.success || !isEqual(asked.data.secret, secret)) throw notHere()
    const { role, division, organisation } = asked.data
    const subject = division ?? organisation ?? role
    const viewer = { subject, role, division, organisation, scopes: [], isAtConsole: true as const }
    const fault = viewerFault(viewer)
    if (fault !== undefined) throw new HubError('BAD_REQUEST', `Expected somebody whom a token may name, but ${fault}.`)
    return { token: await mintViewerToken(key, viewer, { issuer: localIssuer, audience: gatewayAudience, lifetime }) }
  })
}

/** What opens the choice of roles. */
export function newTryingSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether a page of this hub asks, opened by an address of this machine, without a proxy between. */
function isOfThisMachine({ socket, headers, host, hostname }: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site = 'same-origin' } = headers
  return (
    /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
    /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(hostname) &&
    origin === `http://${host}` &&
    site === 'same-origin' &&
    ofProxies.every((name) => headers[name] === undefined)
  )
}

function isEqual(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function notHere(): HubError {
  return new HubError(
    'FORBIDDEN',
    'Expected the link that `npm start` printed, opened on the machine of the hub. Start the hub again for a new one, or sign in.',
  )
}
