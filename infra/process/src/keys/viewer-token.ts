import { type Role, type Viewer, roles } from '@shequ/schema/viewer'
import { type JWTVerifyGetKey, SignJWT, createLocalJWKSet, createRemoteJWKSet, jwtVerify } from 'jose'
import type { PublicKeys, SigningKey } from './signing-key.js'
import { KeysUnavailable, UnacceptableToken, isUnreachable, unacceptable } from './token-fault.js'

/** Who signs tokens for trying things on one's own machine: `hub token`. */
export const localIssuer = 'local'
/** Who signs the tokens that travel from the gateway to a subgraph. */
export const gatewayIssuer = 'hub'
/** The audience of a token that a client shows to the gateway. A subgraph's audience is its tier's name. */
export const gatewayAudience = 'hub'

/** Whom a verifier believes: an issuer, and the keys it signs with. */
export interface TrustedIssuer {
  readonly issuer: string
  readonly keys: PublicKeys
}

/** What a token is good for. */
export interface TokenTerms {
  readonly issuer: string
  readonly audience: string
  /** Seconds from now. */
  readonly lifetime: number
}

/** A token whose signature, issuer, audience and times are good, and whose claims name a viewer. */
export interface VerifiedToken {
  readonly viewer: Viewer
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number
  /** Until when it may be taken as verified without being verified again. Default: until it ends. */
  readonly keptUntil?: number
  /** Throws {@link UnacceptableToken} when it was revoked since, {@link KeysUnavailable} when nobody knows. */
  readonly requireUnrevoked?: () => void
}

/** Verifies the tokens of one issuer for one audience. Rejects with {@link UnacceptableToken}. */
export type VerifyToken = (token: string) => Promise<VerifiedToken>

/** Signs a token that names `viewer`: a JWT with EdDSA (Ed25519). */
export async function mintViewerToken(key: SigningKey, viewer: Viewer, terms: TokenTerms): Promise<string> {
  const { role, division, organisation, scopes, isAtConsole } = viewer
  const now = Math.floor(Date.now() / 1000)
  return await new SignJWT({ role, division, organisation, scopes: [...scopes], ...(isAtConsole && { console: true }) })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'JWT' })
    .setSubject(viewer.subject)
    .setIssuer(terms.issuer)
    .setAudience(terms.audience)
    .setIssuedAt(now)
    .setExpirationTime(now + terms.lifetime)
    .sign(key.privateKey)
}

/** Makes a verifier once, for many tokens. Clocks may differ by five seconds. */
export function createTokenVerifier({ issuer, keys }: TrustedIssuer, audience: string): VerifyToken {
  return verifierBy(createLocalJWKSet({ keys: [...keys.keys] }), issuer, audience)
}

/**
 * The same by the keys that an issuer publishes: fetched when they are first needed, and anew for a token that is signed with an unknown
 * one. Rejects with {@link KeysUnavailable} as well.
 *
 * @param address of a JWK set
 */
export function createPublishedVerifier(address: string, issuer: string, audience: string): PublishedVerifier {
  const keys = createRemoteJWKSet(new URL(address), { timeoutDuration: 5_000, cooldownDuration: 5_000 })
  return { verify: verifierBy(keys, issuer, audience), load: () => keys.reload() }
}

/** A verifier by published keys. */
export interface PublishedVerifier {
  readonly verify: VerifyToken
  /** Fetches the keys before they are needed. Rejects when they can't be had. */
  load(): Promise<void>
}

function verifierBy(keys: JWTVerifyGetKey, issuer: string, audience: string): VerifyToken {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['EdDSA'],
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: 5,
      })
      return { viewer: readViewer(payload, issuer), expiresAt: (payload.exp ?? 0) * 1000 }
    } catch (error) {
      if (error instanceof UnacceptableToken) throw error
      if (isUnreachable(error)) throw new KeysUnavailable("the issuer's keys can't be had", { cause: error })
      throw unacceptable(error)
    }
  }
}

/**
 * Who asks, by the token that the gateway sent along.
 *
 * @throws {UnacceptableToken} saying what is wrong with the token, never what it holds.
 */
export async function verifyViewer(token: string, gatewayKeys: PublicKeys, audience: string): Promise<Viewer> {
  let verify = verifiers.get(gatewayKeys)?.get(audience)
  if (verify === undefined) {
    verify = createTokenVerifier({ issuer: gatewayIssuer, keys: gatewayKeys }, audience)
    verifiers.set(gatewayKeys, new Map(verifiers.get(gatewayKeys)).set(audience, verify))
  }
  return (await verify(token)).viewer
}

/** Importing a key costs more than verifying with it, so each key set's verifiers are kept as long as the set is. */
const verifiers = new WeakMap<PublicKeys, Map<string, VerifyToken>>()

function readViewer(claims: Record<string, unknown>, issuer: string): Viewer {
  const { sub, role, division = null, organisation = null, scopes = [] } = claims
  if (typeof sub !== 'string' || sub === '') throw new UnacceptableToken('its subject is missing')
  if (!isRole(role) && !(role === 'gateway' && issuer === gatewayIssuer)) {
    throw new UnacceptableToken(`its role is not one of ${roles.join(', ')}`)
  }
  if (!isTextOrNull(division) || (division !== null && !/^\d{12}$/.test(division))) {
    throw new UnacceptableToken('its division is not a 12-digit division code')
  }
  if (!isTextOrNull(organisation)) throw new UnacceptableToken('its organisation is not a credit code')
  if (!isTexts(scopes)) throw new UnacceptableToken('its scopes are not a list of strings')
  return Object.freeze({
    subject: sub,
    role,
    division,
    organisation,
    scopes: Object.freeze([...scopes]),
    ...(claims['console'] === true && { isAtConsole: true as const }),
  })
}

/** The gateway also signs for callers without a token: an anonymous viewer is a viewer. */
function isRole(role: unknown): role is Role | 'anonymous' {
  return role === 'anonymous' || roles.some((known) => known === role)
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
