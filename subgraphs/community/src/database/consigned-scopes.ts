import { HubError } from '@shequ/schema/errors/hub-error'
import type { AccessScope } from '../generated/resolver-types.js'

/** What a consignment can let its operator do with the centre, its programmes and their sessions. */
export const consignedScopes = [
  'READ_CENTRES',
  'READ_PROGRAMMES',
  'READ_ATTENDANCE',
  'RECORD_ATTENDANCE',
  'ENROL',
  'RUN_PROGRAMMES',
] as const satisfies readonly AccessScope[]

/**
 * The scopes of a consignment, each once.
 *
 * @throws {HubError} BAD_USER_INPUT for none, and for one that reaches beyond a centre.
 */
export function readConsignedScopes(scopes: readonly AccessScope[]): AccessScope[] {
  const beyond = scopes.find((scope) => !consignedScopes.some((consigned) => consigned === scope))
  if (scopes.length > 0 && beyond === undefined) return [...new Set(scopes)]
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`scopes\` to be some of ${consignedScopes.join(', ')}, but got ${beyond ?? 'none'}. Other rights are given by \`grantAccess\`.`,
      zh: `\`scopes\` 应取自 ${consignedScopes.join('、')}，而收到的是 ${beyond ?? '空'}。其他权限由 \`grantAccess\` 授予。`,
    },
    { argument: 'scopes' },
  )
}
