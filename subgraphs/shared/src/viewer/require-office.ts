import { HubError } from '@shequ/schema/errors/hub-error'
import type { Tier } from '@shequ/schema/tiers'
import type { Viewer } from '@shequ/schema/viewer'

/**
 * Lets a write pass only when the viewer is the office of the tier and division that own the record. No office above
 * or below may write in its place.
 *
 * @throws {HubError} UNAUTHENTICATED without a token, FORBIDDEN with a token of another role or division.
 */
export function requireOffice(viewer: Viewer, tier: Tier, division: string): void {
  if (viewer.role === `${tier}-office` && viewer.division === division) return
  throw officeExpected(viewer, tier, division)
}

/** The error of who is not that office: UNAUTHENTICATED without a token, FORBIDDEN with another. */
export function officeExpected(viewer: Viewer, tier: Tier, division: string): HubError {
  const office = `${tier}-office`
  if (viewer.role === 'anonymous') {
    return new HubError(
      'UNAUTHENTICATED',
      {
        en: `Expected a token of the ${office} of ${division}, but the request has none.`,
        zh: `应有 ${division} 的 ${office} 的令牌，而请求中没有令牌。`,
      },
      { division },
    )
  }
  return new HubError(
    'FORBIDDEN',
    {
      en: `Expected the ${office} of ${division}, but the token is for the ${viewer.role}${viewer.division ? ` of ${viewer.division}` : ''}.`,
      zh: `应由 ${division} 的 ${office} 执行，而令牌属于${viewer.division ? ` ${viewer.division} 的` : ''} ${viewer.role}。`,
    },
    { division },
  )
}
