import { HubError } from '@shequ/schema/errors/hub-error'
import type { Viewer } from '@shequ/schema/viewer'

/**
 * Lets only an operator of the hub pass.
 *
 * @throws {HubError} UNAUTHENTICATED without a token, FORBIDDEN with one of another role.
 */
export function requireOperator({ role }: Viewer): void {
  if (role === 'operator') return
  if (role === 'anonymous') {
    throw new HubError('UNAUTHENTICATED', {
      en: 'Expected a token of an operator of the hub, but the request has none.',
      zh: '应有平台运维人员的令牌，而请求中没有令牌。',
    })
  }
  throw new HubError('FORBIDDEN', {
    en: `Expected a token of an operator of the hub, but the token is for the ${role}.`,
    zh: `应有平台运维人员的令牌，而令牌属于 ${role}。`,
  })
}
