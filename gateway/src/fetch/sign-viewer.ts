import type { SigningKey } from '@shequ/process/keys/signing-key'
import { gatewayIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import type { Viewer } from '@shequ/schema/viewer'

/** Gives the token that tells the tier `audience` who asks. */
export type SignViewer = (viewer: Viewer, audience: string) => Promise<string>

interface Signed {
  readonly token: Promise<string>
  readonly freshUntil: number
}

/** Seconds for which a tier accepts the token. */
const lifetime = 60

/**
 * Signs viewers for tiers, and keeps each token for half its life, so that a busy viewer costs one signature in thirty
 * seconds. A viewer is recognised as the same object: see the token cache in `authenticate.ts`.
 */
export function createViewerSigner(key: SigningKey, now: () => number = Date.now): SignViewer {
  const signed = new WeakMap<Viewer, Map<string, Signed>>()
  return (viewer, audience) => {
    const ofViewer = signed.get(viewer) ?? new Map<string, Signed>()
    signed.set(viewer, ofViewer)
    const kept = ofViewer.get(audience)
    if (kept !== undefined && kept.freshUntil > now()) return kept.token
    const token = mintViewerToken(key, viewer, { issuer: gatewayIssuer, audience, lifetime })
    ofViewer.set(audience, { token, freshUntil: now() + (lifetime / 2) * 1000 })
    token.catch(() => ofViewer.delete(audience))
    return token
  }
}
