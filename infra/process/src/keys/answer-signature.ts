import { type KeyObject, createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { SignJWT } from 'jose'
import { type NodeKey, keysAt, toJwk } from './node-keys.js'
import { nodeName } from './node-name.js'
import type { SigningKey } from './signing-key.js'

/** The header under which a gateway sends a text of its own with each question, so that no answer serves twice. */
export const nonceHeader = 'x-request-nonce'
/** The header under which a node signs what it answers. */
export const signatureHeader = 'x-answer-signature'

/** How long a signature is good for, in seconds: as long as a question is waited for. */
const lifetime = 60

/** By how many seconds clocks may differ. */
const tolerance = 5

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

/** Verifies the answers of one node by the keys that the register has of it. */
export interface AnswerVerifier {
  /** @throws {UnbelievableAnswer} saying what is wrong with the signature. */
  readonly verify: (signature: string | undefined, answer: Omit<SignedAnswer, 'community'>, now: Date) => void
}

/** The answer is not the one that the node gave to this question, or not the node's at all. */
export class UnbelievableAnswer extends Error {
  constructor(fault: string) {
    super(fault)
    this.name = 'UnbelievableAnswer'
  }
}

/**
 * Makes the verifier of a community's node. A gateway verifies each part of each answer: with Node's own Ed25519 on the
 * spot, which takes a third of the processor time of a way round by WebCrypto's threads.
 */
export function answerVerifier(community: string, keys: readonly NodeKey[]): AnswerVerifier {
  const issuer = nodeName(community)
  const imported = new Map<string, KeyObject>()
  const keyOf = (kid: unknown, now: Date): KeyObject => {
    const key = keysAt(keys, now).find((known) => known.kid === kid)
    if (key === undefined) throw new UnbelievableAnswer('it is not signed with a key the hub knows')
    const known = imported.get(key.kid) ?? createPublicKey({ key: { ...toJwk(key) }, format: 'jwk' })
    imported.set(key.kid, known)
    return known
  }
  return {
    verify(signature, { request, response, nonce }, now) {
      if (signature === undefined) throw new UnbelievableAnswer('it is not signed')
      const { iss, iat, exp, nonce: answered, req, res } = claimsOf(signature, (kid) => keyOf(kid, now))
      const seconds = now.getTime() / 1000
      if (iss !== issuer) throw new UnbelievableAnswer("its issuer is not the community's node")
      if (typeof iat !== 'number' || iat > seconds + tolerance)
        throw new UnbelievableAnswer('its iat is none, or to come')
      if (typeof exp !== 'number' || Math.min(exp, iat + lifetime) + tolerance <= seconds) {
        throw new UnbelievableAnswer('it has expired')
      }
      if (answered !== nonce) throw new UnbelievableAnswer('it answers another question')
      if (req !== digest(request)) throw new UnbelievableAnswer('its question was altered')
      if (res !== digest(response)) throw new UnbelievableAnswer('it was altered')
    },
  }
}

/** What a compact JWS (RFC 7515) says, once its one algorithm and its signature are known to be right. */
function claimsOf(signature: string, keyOf: (kid: unknown) => KeyObject): Readonly<Record<string, unknown>> {
  const [header = '', claims = '', proof = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/.exec(signature)?.slice(1) ?? []
  const { alg, typ, kid } = decode(header)
  if (alg !== 'EdDSA' || typ !== 'answer+jwt') throw new UnbelievableAnswer('it is not a signed JWT of an answer')
  if (!verifySignature(null, Buffer.from(`${header}.${claims}`), keyOf(kid), Buffer.from(proof, 'base64url'))) {
    throw new UnbelievableAnswer('its signature is wrong')
  }
  return decode(claims)
}

function decode(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  } catch {
    // Refused below, as anything else that is no JSON object.
  }
  throw new UnbelievableAnswer('it is not a signed JWT of an answer')
}

function digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}
