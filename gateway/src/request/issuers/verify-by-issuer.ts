import { UnacceptableToken } from '@shequ/process/keys/token-fault'
import type { VerifyToken } from '@shequ/process/keys/viewer-token'
import { decodeJwt } from 'jose'

/** Verifies each token by the issuer that it names, which is not believed before that. */
export function verifyByIssuer(find: (issuer: string) => VerifyToken | undefined): VerifyToken {
  return async (token) => {
    const verify = find(issuerOf(token))
    if (verify === undefined) throw new UnacceptableToken('its issuer is not one the hub knows', 'UNKNOWN_ISSUER')
    return await verify(token)
  }
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? ''
  } catch {
    throw new UnacceptableToken('it is not a signed JWT', 'MALFORMED')
  }
}
