import { explainTokenFault } from '@shequ/process/keys/token-fault'
import type { PublicKeys, SigningKey } from '@shequ/process/keys/signing-key'
import { HubError } from '@shequ/schema/errors/hub-error'
import {
  CompactSign,
  type JWTPayload,
  type JWTVerifyGetKey,
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
} from 'jose'

/** What travels from server to server under a signature; one kind is never taken for another. */
export type MessageKind = 'returns' | 'register' | 'publications' | 'counts' | 'heads' | 'node'

/** A server that sends: the name it signs under, and its key. */
export interface Sender {
  readonly issuer: string
  readonly key: SigningKey
}

/** A server whose messages are believed, with the keys it signs with. */
export interface TrustedSender {
  readonly issuer: string
  readonly keys: JWTVerifyGetKey
}

/** Keys that are known. */
export function trustKeys({ keys }: PublicKeys): JWTVerifyGetKey {
  return createLocalJWKSet({ keys: [...keys] })
}

/** Keys that a sender serves: fetched when they are first needed, and anew when a message is signed with an unknown one. */
export function fetchKeys(address: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(address), { timeoutDuration: 5_000, cooldownDuration: 5_000 })
}

/** How long a message is good for, in seconds: enough for one delivery, since a retry is signed anew. */
export const messageLifetime = 300

/** The longest message that is read, in characters. */
export const longestMessage = 12 * 1024 ** 2

/**
 * Signs a message: a compact JWS (EdDSA, Ed25519) of JWT claims with the members of `body` beside them.
 *
 * @param body JSON members without the braces around them, such as `"returns":[…]`; a text, so that large content is serialised once
 */
export async function signMessage(
  kind: MessageKind,
  { issuer, key }: Sender,
  audience: string,
  body: string,
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  const claims = JSON.stringify({ iss: issuer, aud: audience, iat: issuedAt, exp: issuedAt + messageLifetime })
  return await new CompactSign(new TextEncoder().encode(`${claims.slice(0, -1)},${body}}`))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: `${kind}+jwt`, iss: issuer })
    .sign(key.privateKey)
}

/**
 * What a message says, once it is known who signed it, for whom and when.
 *
 * @throws {HubError} UNAUTHENTICATED saying what is wrong with it, REQUEST_TOO_LARGE, or TIER_UNAVAILABLE when the sender's keys can't be had.
 */
export async function verifyMessage(
  kind: MessageKind,
  message: string,
  senders: readonly TrustedSender[],
  audience: string,
  now: Date,
): Promise<JWTPayload> {
  if (message.length > longestMessage) {
    throw new HubError(
      'REQUEST_TOO_LARGE',
      `Expected a message of at most ${longestMessage} characters, but got ${message.length}. Send it in parts.`,
    )
  }
  const issuer = issuerOf(message)
  const sender = senders.find((known) => known.issuer === issuer)
  if (!sender) throw refused(kind, issuer === undefined ? 'it is not a signed message' : 'its issuer is not known here')
  try {
    const { payload } = await jwtVerify(message, sender.keys, {
      issuer: sender.issuer,
      audience,
      typ: `${kind}+jwt`,
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'iat'],
      maxTokenAge: messageLifetime,
      clockTolerance: 5,
      currentDate: now,
    })
    return payload
  } catch (error) {
    if (isUnreachable(error)) {
      throw new HubError(
        'TIER_UNAVAILABLE',
        `The keys of the sender "${sender.issuer}" can't be had at the address that is configured for them. Try again in a moment.`,
      )
    }
    throw refused(kind, explainTokenFault(error))
  }
}

/** Who says that it signed a message; undefined when it is none. To be believed when the signature is verified. */
export function issuerOf(message: string): string | undefined {
  try {
    const { iss } = decodeProtectedHeader(message)
    return typeof iss === 'string' ? iss : undefined
  } catch {
    return undefined
  }
}

function refused(kind: MessageKind, fault: string): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    `Expected ${kind === 'node' ? 'a request' : kind} that a server of the tier below signed for this tier a moment ago, but ${fault}.`,
  )
}

/** A failure to fetch the keys, as against one to verify with them. */
function isUnreachable(error: unknown): boolean {
  return (
    !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC'
  )
}
