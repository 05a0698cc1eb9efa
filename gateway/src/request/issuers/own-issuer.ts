import { consoleClientId } from '@shequ/process/keys/console-client'
import { gatewayAudience, type VerifyToken } from '@shequ/process/keys/viewer-token'
import { roles } from '@shequ/schema/viewer'
import type { JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { issuerVerifier } from './issuer-verifier.js'
import { publishedKeys } from './published-keys.js'
import { type ReadRevocations, followRevocations } from './revocations.js'

/** The issuer that comes with the hub, in this process or at an address. */
export interface OwnIssuer {
  /** Its address, by which its tokens name it; none while its server does not listen yet. */
  readonly url: () => string | undefined
  readonly keys: JWTVerifyGetKey
  readonly revocations: ReadRevocations
}

/** How long an answer of the issuer may take, in milliseconds. */
const patience = 2_000

const listed = z.object({ revoked: z.array(z.string()) })

/** The hub's issuer as a service of its own: its keys and what it revoked are asked for over HTTP. */
export function ownIssuerAt(url: string, tell: (error: unknown) => void): OwnIssuer {
  return {
    url: () => url,
    keys: publishedKeys(url, tell),
    revocations: async () => {
      const response = await fetch(`${url}/revocations`, { redirect: 'error', signal: AbortSignal.timeout(patience) })
      if (!response.ok) throw new Error(`Expected what was revoked, but got the status ${response.status}.`)
      return listed.parse(await response.json()).revoked
    },
  }
}

/** Verifies the tokens of the hub's issuer, and follows what it revokes until it is stopped. */
export function ownVerifier({ url, keys, revocations: read }: OwnIssuer): {
  readonly find: (issuer: string) => VerifyToken | undefined
  stop(): void
} {
  const revocations = followRevocations(read)
  let made: { readonly issuer: string; readonly verify: VerifyToken } | undefined
  return {
    find: (issuer) => {
      if (issuer !== url()) return undefined
      if (made?.issuer !== issuer) made = { issuer, verify: issuerVerifier(settingsOf(issuer), keys, revocations) }
      return made.verify
    },
    stop: () => revocations.stop(),
  }
}

/** Its tokens name viewers in the hub's own words. */
function settingsOf(issuer: string) {
  return {
    issuer,
    audience: gatewayAudience,
    algorithms: ['EdDSA' as const],
    types: ['at+jwt'],
    clockSkewSeconds: 5,
    subject: 'subject',
    role: { claim: 'role', values: Object.fromEntries(roles.map((role) => [role, role])) },
    division: { claim: 'division' },
    organisation: { claim: 'organisation' },
    scopes: { claim: 'scopes' },
    console: { claim: 'client_id', value: consoleClientId },
  }
}
