import { errors } from 'jose'

/** What is wrong with a token, as `extensions.reason` of the error that a client gets. */
export type TokenFault =
  | 'MALFORMED'
  | 'UNKNOWN_ISSUER'
  | 'OTHER_AUDIENCE'
  | 'ALGORITHM'
  | 'TYPE'
  | 'UNKNOWN_KEY'
  | 'SIGNATURE'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'CLAIMS'
  | 'REVOKED'

/** Why a token does not name a viewer; the message is safe to show. */
export class UnacceptableToken extends Error {
  constructor(
    message: string,
    readonly fault: TokenFault = 'CLAIMS',
  ) {
    super(message)
    this.name = 'UnacceptableToken'
  }
}

/** What a token would be verified with can't be had: the issuer's keys, or its list of what it revoked. */
export class KeysUnavailable extends Error {}

/** A failure to fetch the keys, as against one to verify with them. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC'
  )
}

/**
 * What is wrong with a token that jose did not verify, in words that are safe to show.
 *
 * @param algorithms those that the verifier takes
 */
export function unacceptable(error: unknown, algorithms: readonly string[] = ['EdDSA']): UnacceptableToken {
  const [fault, message] = explain(error, algorithms)
  return new UnacceptableToken(message, fault)
}

/** The same, as a text alone. */
export function explainTokenFault(error: unknown): string {
  return unacceptable(error).message
}

function explain(error: unknown, algorithms: readonly string[]): readonly [TokenFault, string] {
  if (error instanceof errors.JWTExpired) return ['EXPIRED', 'it has expired']
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return ['UNKNOWN_ISSUER', 'its issuer is not one the hub knows']
    if (error.claim === 'aud') return ['OTHER_AUDIENCE', 'it was issued for another audience']
    if (error.claim === 'nbf' && error.reason === 'check_failed') return ['NOT_YET_VALID', 'it is not valid yet']
    return ['CLAIMS', `its claim ${error.claim} is not acceptable`]
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return ['UNKNOWN_KEY', 'it is not signed with a key the hub knows']
  if (error instanceof errors.JWSSignatureVerificationFailed) return ['SIGNATURE', 'its signature is wrong']
  if (error instanceof errors.JOSEAlgNotAllowed) return ['ALGORITHM', `its algorithm is not ${algorithms.join(' or ')}`]
  if (error instanceof errors.JOSENotSupported)
    return ['TYPE', 'its header has a critical extension that the hub does not know']
  return ['MALFORMED', 'it is not a signed JWT']
}
