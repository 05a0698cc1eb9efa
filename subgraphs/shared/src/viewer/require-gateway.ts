import { HubError } from '@shequ/schema/errors/hub-error'
import type { Viewer } from '@shequ/schema/viewer'

/**
 * Lets only a gateway of the hub pass, asking on its own behalf.
 *
 * @throws {HubError} FORBIDDEN for everybody else.
 */
export function requireGateway(viewer: Viewer): void {
  if (viewer.role === 'gateway') return
  throw new HubError('FORBIDDEN', 'Expected a gateway of the hub, asking on its own behalf.')
}
