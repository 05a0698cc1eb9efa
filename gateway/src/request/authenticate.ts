import { bearerToken } from '@shequ/process/keys/bearer-token'
import { KeysUnavailable, type TokenFault, UnacceptableToken } from '@shequ/process/keys/token-fault'
import type { VerifiedToken, VerifyToken } from '@shequ/process/keys/viewer-token'
import { sizedCache } from '@shequ/process/sized-cache'
import { HubError } from '@shequ/schema/errors/hub-error'
import { type Viewer, anonymous } from '@shequ/schema/viewer'

/** Finds out who asks from the value of an `Authorization` header. */
export type Authenticate = (authorization: string | undefined) => Promise<Viewer>

const mostBytes = 16 * 1024 ** 2

/** Bytes of memory for a viewer and the promise of it. */
const bytesAViewer = 1_000

/**
 * Makes the stage that turns a bearer token into a viewer. No token is the anonymous viewer; a token that is not
 * acceptable ends the request. A token that was verified is kept until it expires, or for as long as its verifier says: verifying
 * costs more than everything else this stage does, and the same viewer object lets later stages keep what they made for it.
 *
 * @throws {HubError} UNAUTHENTICATED, saying what is wrong with the token and how to get a good one; ISSUER_UNAVAILABLE when its issuer
 * can't be asked.
 */
export function createAuthenticate(verify: VerifyToken, now: () => number = Date.now): Authenticate {
  const known = sizedCache<VerifiedToken>(mostBytes, () => bytesAViewer)
  return async (authorization) => {
    if (authorization === undefined) return anonymous
    const token = bearerToken(authorization)
    if (token === undefined)
      throw unauthenticated('MALFORMED', 'expected `Authorization: Bearer <token>`, where the token is a JWT')
    const kept = known.get(token)
    try {
      if (kept !== undefined && Math.min(kept.expiresAt, kept.keptUntil ?? Infinity) > now()) {
        kept.requireUnrevoked?.()
        return kept.viewer
      }
      known.delete(token)
      const verified = await verify(token)
      known.set(token, verified)
      return verified.viewer
    } catch (error) {
      if (error instanceof KeysUnavailable) throw unavailable(error)
      if (error instanceof UnacceptableToken) throw unauthenticated(error.fault, error.message)
      throw unauthenticated('MALFORMED', 'it is not a signed JWT')
    }
  }
}

function unauthenticated(reason: TokenFault, fault: string): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    `The token can't be used: ${fault}. Ask with a fresh token of an issuer that the hub knows, or without one for what is public. On the hub's own machine, \`hub token\` makes one with the key in the hub's own DATA_DIR.`,
    { reason },
  )
}

function unavailable({ message }: KeysUnavailable): HubError {
  return new HubError(
    'ISSUER_UNAVAILABLE',
    `The token can't be verified: ${message}. Ask again in a few seconds, or without a token for what is public.`,
  )
}
