import { bearerToken } from '@shequ/process/keys/bearer-token'
import { UnacceptableToken, type VerifyToken } from '@shequ/process/keys/viewer-token'
import { sizedCache } from '@shequ/process/sized-cache'
import { HubError } from '@shequ/schema/errors/hub-error'
import { type Viewer, anonymous } from '@shequ/schema/viewer'

/** Finds out who asks from the value of an `Authorization` header. */
export type Authenticate = (authorization: string | undefined) => Promise<Viewer>

interface Known {
  readonly viewer: Viewer
  readonly expiresAt: number
}

const mostBytes = 16 * 1024 ** 2

/** Bytes of memory for a viewer and the promise of it. */
const bytesAViewer = 1_000

/**
 * Makes the stage that turns a bearer token into a viewer. No token is the anonymous viewer; a token that is not
 * acceptable ends the request. A token that was verified is kept until it expires: verifying costs more than everything
 * else this stage does, and the same viewer object lets later stages keep what they made for it.
 *
 * A hub with issuers of its own, grants and limits verifies here, one verifier after another, by the token's issuer.
 *
 * @throws {HubError} UNAUTHENTICATED, saying what is wrong with the token and how to get a good one.
 */
export function createAuthenticate(verify: VerifyToken, now: () => number = Date.now): Authenticate {
  const known = sizedCache<Known>(mostBytes, () => bytesAViewer)
  return async (authorization) => {
    if (authorization === undefined) return anonymous
    const token = bearerToken(authorization)
    if (token === undefined) throw unauthenticated('expected `Authorization: Bearer <token>`, where the token is a JWT')
    const kept = known.get(token)
    if (kept !== undefined && kept.expiresAt > now()) return kept.viewer
    known.delete(token)
    try {
      const verified = await verify(token)
      known.set(token, verified)
      return verified.viewer
    } catch (error) {
      throw unauthenticated(error instanceof UnacceptableToken ? error.message : 'it is not a signed JWT')
    }
  }
}

function unauthenticated(fault: string): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    `The token can't be used: ${fault}. Ask with a fresh token, which \`hub token\` makes with the key in the hub's own DATA_DIR, or without one for what is public.`,
  )
}
