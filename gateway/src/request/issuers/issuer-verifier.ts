import { KeysUnavailable, UnacceptableToken, unacceptable } from '@shequ/process/keys/token-fault'
import type { VerifyToken } from '@shequ/process/keys/viewer-token'
import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { IssuerSettings } from './read-issuers.js'
import type { Revocations } from './revocations.js'
import { viewerOfClaims } from './viewer-of-claims.js'

/** How long a token is taken as verified, in milliseconds: a key that its issuer withdraws ends what it signed. */
const keptFor = 60_000

/**
 * Makes the verifier of one issuer's tokens: RFC 9068 unless its settings say otherwise.
 *
 * @returns a function that rejects with {@link UnacceptableToken} or {@link KeysUnavailable}.
 */
export function issuerVerifier(
  settings: IssuerSettings,
  keys: JWTVerifyGetKey,
  revocations?: Revocations,
): VerifyToken {
  const { issuer, audience, algorithms, clockSkewSeconds } = settings
  const types = new Set(settings.types.map(mediaType))
  return async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: clockSkewSeconds,
      })
      if (!types.has(mediaType(protectedHeader.typ ?? '')))
        throw new UnacceptableToken(`its type is not ${settings.types.join(' or ')}`, 'TYPE')
      const expiresAt = ((payload.exp ?? 0) + clockSkewSeconds) * 1000
      const verified = { viewer: viewerOfClaims(payload, settings), expiresAt, keptUntil: Date.now() + keptFor }
      if (revocations === undefined) return verified
      await revocations.first()
      revocations.require(payload)
      return { ...verified, requireUnrevoked: () => revocations.require(payload) }
    } catch (error) {
      if (error instanceof UnacceptableToken || error instanceof KeysUnavailable) throw error
      throw unacceptable(error, algorithms)
    }
  }
}

/** A `typ` in full: `at+jwt` is short for `application/at+jwt` (RFC 7515, 4.1.9). */
function mediaType(type: string): string {
  const lower = type.toLowerCase()
  return lower.includes('/') ? lower : `application/${lower}`
}
