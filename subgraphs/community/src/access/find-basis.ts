import { isWithin } from '@shequ/schema/codes/division-code'
import type { Viewer } from '@shequ/schema/viewer'
import type { Loaders } from '../loaders/loaders.js'
import type { AccessScope, SharingLevel } from '../generated/resolver-types.js'
import { isOwnOffice } from './is-own-office.js'
import type { Basis } from './record/access-record.js'

/** What is asked for that is not public. */
export interface Asked {
  readonly community: string
  /** How far the dataset is shared; PRIVATE for what belongs to none. */
  readonly level: SharingLevel
  /** The scopes of which each lets it be done. */
  readonly scopes: readonly AccessScope[]
}

/** By what right a viewer may do what is asked: to all of it, or to what belongs to centres that its organisation runs. */
export interface Right {
  readonly whole: Basis | null
  /** By a centre's id in its table. */
  readonly centres: ReadonlyMap<string, Basis>
  /** Whether the community granted or consigned the viewer anything that is in force, be it something else. */
  readonly isParty: boolean
}

const noCentres: ReadonlyMap<string, Basis> = new Map()
const own: Right = { whole: { kind: 'OWN' }, centres: noCentres, isParty: true }
const shared: Right = { whole: { kind: 'SHARED' }, centres: noCentres, isParty: true }

/** Who asks, and how what it was granted is loaded. */
export interface Asking {
  readonly viewer: Viewer
  readonly loaders: Pick<Loaders, 'accessRights'>
}

/**
 * Finds by what right a viewer may do something that is not public: as the community's own office, since the community shares
 * it with the viewer's tier, by a grant, or by a consignment. Decided here alone.
 */
export async function findBasis({ loaders, viewer }: Asking, { community, level, scopes }: Asked): Promise<Right> {
  if (isOwnOffice(viewer, community)) return own
  if (reaches(level, viewer, community)) return shared
  const { grants, consignments } = await loaders.accessRights.load(community)
  const isParty = grants.length > 0 || consignments.length > 0
  const lets = (given: { readonly scopes: readonly AccessScope[] }) =>
    scopes.some((scope) => given.scopes.includes(scope))
  const grant = grants.find(lets)
  if (grant) return { whole: { kind: 'GRANT', id: grant.id, purpose: grant.purpose }, centres: noCentres, isParty }
  const centres = consignments
    .filter(lets)
    .map(({ centre, id, purpose }) => [centre, { kind: 'CONSIGNMENT', id, purpose }] as const)
  return { whole: null, centres: new Map(centres), isParty }
}

/** Whether a viewer stands within a level that is not public: the community's borough, then its city. */
function reaches(level: SharingLevel, { role, division }: Viewer, community: string): boolean {
  if (division === null) return false
  if (role === 'borough-office') return level !== 'PRIVATE' && isWithin(community, division)
  if (role === 'city-office' || role === 'planner') return level === 'CITY' && isWithin(community, division)
  return false
}
