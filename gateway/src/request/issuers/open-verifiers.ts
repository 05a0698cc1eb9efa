import {
  type TrustedIssuer,
  type VerifyToken,
  createTokenVerifier,
  gatewayAudience,
} from '@shequ/process/keys/viewer-token'
import type { Logger } from '@shequ/process/log'
import { issuerVerifier } from './issuer-verifier.js'
import { type OwnIssuer, ownVerifier } from './own-issuer.js'
import { publishedKeys } from './published-keys.js'
import type { IssuerSettings } from './read-issuers.js'

/** Whose tokens a gateway takes. */
export interface AcceptedIssuers {
  /** The key of one's own machine, where its tokens are accepted. */
  readonly issuer?: TrustedIssuer
  readonly issuers?: readonly IssuerSettings[]
  readonly ownIssuer?: OwnIssuer
  readonly log: Logger
}

/** Opens the verifier of each issuer; `find` gives it by the issuer's name. */
export function openVerifiers({ issuer, issuers = [], ownIssuer, log }: AcceptedIssuers): {
  readonly find: (issuer: string) => VerifyToken | undefined
  stop(): void
} {
  const verifiers = new Map<string, VerifyToken>()
  if (issuer !== undefined) verifiers.set(issuer.issuer, createTokenVerifier(issuer, gatewayAudience))
  for (const settings of issuers) {
    const keys = publishedKeys(settings.issuer, (error) =>
      log.warn({ issuer: settings.issuer, err: error }, 'the keys of an issuer of tokens are out of reach'),
    )
    verifiers.set(settings.issuer, issuerVerifier(settings, keys))
  }
  const own = ownIssuer && ownVerifier(ownIssuer)
  return {
    find: (name) => verifiers.get(name) ?? own?.find(name),
    stop: () => own?.stop(),
  }
}
