import { createHash } from 'node:crypto'

/** What of a token can end before its time: the client that it was given to, the person whom it names, itself. */
export type RevocableKind = 'client' | 'person' | 'token'

/** By which an issuer lists what it revoked. Everybody can read that list, so it names nobody: who has a token finds its own names in it. */
export function revocationName(kind: RevocableKind, id: string): string {
  return createHash('sha256').update(`${kind}:${id}`).digest('base64url')
}
