import type { VerifyToken } from '@shequ/process/keys/viewer-token'
import { HubError } from '@shequ/schema/errors/hub-error'
import { anonymous, type Viewer } from '@shequ/schema/viewer'

/**
 * Who asks, from the token in the `viewer` header that the gateway signed. No header is an anonymous caller.
 *
 * @throws {HubError} UNAUTHENTICATED when the token is not one that the gateway signed for this tier a moment ago.
 */
export async function identifyViewer(
  header: string | string[] | undefined,
  verify: VerifyToken | undefined,
): Promise<Viewer> {
  if (header === undefined) return anonymous
  if (typeof header !== 'string' || verify === undefined) {
    throw new HubError('UNAUTHENTICATED', 'Expected a `viewer` token of a gateway whose keys this subgraph was given.')
  }
  try {
    return (await verify(header)).viewer
  } catch {
    throw new HubError(
      'UNAUTHENTICATED',
      'Expected a `viewer` token that the gateway signed for this tier a moment ago.',
    )
  }
}
