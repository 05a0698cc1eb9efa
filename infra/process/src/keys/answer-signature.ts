import { createHash } from 'node:crypto'
import { type JWTVerifyGetKey, SignJWT, createLocalJWKSet, jwtVerify } from 'jose'
import { type NodeKey, keysAt, toJwk } from './node-keys.js'
import { nodeName } from './node-name.js'
import type { SigningKey } from './signing-key.js'
import { explainTokenFault } from './viewer-token.js'

/** The header under which a gateway sends a text of its own with each question, so that no answer serves twice. */
export const nonceHeader = 'x-request-nonce'
/** The header under which a node signs what it answers. */
export const signatureHeader = 'x-answer-signature'

/** How long a signature is good for, in seconds: as long as a question is waited for. */
const lifetime = 60

/** An answer of a community's node, and the question that it belongs to. */
export interface SignedAnswer {
  readonly community: string
  /** The bodies as they went over the wire. */
  readonly request: string | Uint8Array
  readonly response: string | Uint8Array
  /** What the question had under {@link nonceHeader}. */
  readonly nonce: string
}

/** Signs an answer over the digests of both bodies: a compact JWS (EdDSA, Ed25519) for {@link signatureHeader}. */
export async function signAnswer(key: SigningKey, answer: SignedAnswer, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  return await new SignJWT({ req: digest(answer.request), res: digest(answer.response), nonce: answer.nonce })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'answer+jwt' })
    .setIssuer(nodeName(answer.community))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign(key.privateKey)
}

/** Verifies the answers of one node by the keys that the register has of it. Importing them costs more than verifying, so it is made once. */
export interface AnswerVerifier {
  /** @throws {UnbelievableAnswer} saying what is wrong with the signature. */
  verify(signature: string | undefined, answer: Omit<SignedAnswer, 'community'>, now: Date): Promise<void>
}

/** The answer is not the one that the node gave to this question, or not the node's at all. */
export class UnbelievableAnswer extends Error {
  constructor(fault: string) {
    super(fault)
    this.name = 'UnbelievableAnswer'
  }
}

/** Makes the verifier of a community's node. */
export function answerVerifier(community: string, keys: readonly NodeKey[]): AnswerVerifier {
  const issuer = nodeName(community)
  const keySet = (believed: readonly NodeKey[]) => createLocalJWKSet({ keys: believed.map(toJwk) })
  let believed = keys
  let getKey: JWTVerifyGetKey = keySet(keys)
  return {
    async verify(signature, { request, response, nonce }, now) {
      if (signature === undefined) throw new UnbelievableAnswer('it is not signed')
      const today = keysAt(believed, now)
      if (today.length < believed.length) {
        believed = today
        getKey = keySet(today)
      }
      const claims = await claimsOf(signature, getKey, issuer, now)
      if (claims['nonce'] !== nonce) throw new UnbelievableAnswer('it answers another question')
      if (claims['req'] !== digest(request)) throw new UnbelievableAnswer('its question was altered')
      if (claims['res'] !== digest(response)) throw new UnbelievableAnswer('it was altered')
    },
  }
}

async function claimsOf(
  signature: string,
  getKey: JWTVerifyGetKey,
  issuer: string,
  now: Date,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { payload } = await jwtVerify(signature, getKey, {
      issuer,
      typ: 'answer+jwt',
      algorithms: ['EdDSA'],
      requiredClaims: ['iat', 'exp'],
      maxTokenAge: lifetime,
      clockTolerance: 5,
      currentDate: now,
    })
    return payload
  } catch (error) {
    throw new UnbelievableAnswer(explainTokenFault(error))
  }
}

function digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}
