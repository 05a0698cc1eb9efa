import { HubError } from '@shequ/schema/errors/hub-error'
import type { Viewer } from '@shequ/schema/viewer'

/**
 * Lets only an operator of the hub pass.
 *
 * @throws {HubError} UNAUTHENTICATED without a token, FORBIDDEN with one of another role.
 */
export function requireOperator({ role }: Viewer): void {
  if (role === 'operator') return
  const expected = 'Expected a token of an operator of the hub'
  throw role === 'anonymous'
    ? new HubError('UNAUTHENTICATED', `${expected}, but the request has none.`)
    : new HubError('FORBIDDEN', `${expected}, but the token is for the ${role}.`)
}
