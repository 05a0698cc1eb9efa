import type { AccessGrantResolvers } from '../generated/resolver-types.js'
import { granteeOf } from '../loaders/access-rights.js'
import { requireRight } from './require-right.js'

export const AccessGrant: AccessGrantResolvers = {
  /** For the community's office, and for whom the grant names. */
  __resolveReference: async ({ id }, context) => {
    const grant = await context.loaders.accessGrant.load(id)
    if (!grant) return null
    const { organisation, app } = granteeOf(context.viewer)
    const isGrantee =
      (organisation !== null && organisation === grant.organisationCode) || (app !== null && app === grant.app)
    const deed = { community: grant.owner, action: 'READ', field: 'AccessGrant', scopes: [] } as const
    const { uuid, purpose } = grant
    const access = isGrantee
      ? ({ ...deed, dataset: null, basis: { kind: 'GRANT', id: uuid, purpose } } as const)
      : await requireRight(context, deed)
    context.accesses.note(access, 1)
    return grant
  },
  organisation: ({ organisationCode }) => (organisationCode === null ? null : { creditCode: organisationCode }),
}
