import { officeExpected } from '@shequ/subgraph/viewer/require-office'
import type { Access, Basis } from '../access/record/access-record.js'
import { findBasis } from '../access/find-basis.js'
import type { Context } from './context.js'
import type { AccessScope } from '../generated/resolver-types.js'

/** What somebody asks to do that belongs to no dataset. */
export interface Deed {
  readonly community: string
  readonly action: Access['action']
  /** The field, by name: for the access log. */
  readonly field: string
  /** The scopes of which each lets it be done; none where it is for the office alone. */
  readonly scopes: readonly AccessScope[]
  /** The centre that it concerns, by its id in its table: asked for where its operator may do it. */
  readonly centreOf?: () => Promise<string | null>
}

/**
 * Lets somebody pass who is the community's office, or whom it lets do this by a grant or a consignment; gives as what it is
 * logged. No office above may act in the community's place.
 *
 * @throws {HubError} UNAUTHENTICATED without a token, FORBIDDEN with one that gives no right.
 */
export async function requireRight(context: Context, { centreOf, scopes, ...deed }: Deed): Promise<Access> {
  const { viewer, accesses } = context
  const { community } = deed
  const access = (basis: Basis | null): Access => ({ ...deed, dataset: null, basis })
  const { whole, centres, isParty } = await findBasis(context, { community, level: 'PRIVATE', scopes })
  if (whole) return access(whole)
  const centre = centres.size > 0 ? await centreOf?.() : null
  const consigned = centres.get(centre ?? '')
  if (consigned) return access(consigned)
  accesses.refuse(access(null), isParty)
  throw officeExpected(viewer, 'community', community)
}
