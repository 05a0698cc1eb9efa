import type { Viewer } from '@shequ/schema/viewer'
import type { ViewerRole } from '../../generated/resolver-types.js'
import type { Access } from './access-record.js'
import { viewerRoleOf } from './viewer-role.js'

/** That a caller without a right was refused: which kind of caller, what and when, never who. */
export interface Refusal {
  readonly community: string
  /** In China Standard Time, as ISO 8601. */
  readonly day: string
  readonly action: Access['action']
  /** Empty for what belongs to no dataset. */
  readonly dataset: string
  readonly role: ViewerRole
}

/** A refused access as it is counted. */
export function refusalOf({ role }: Viewer, { community, action, dataset }: Access, day: string): Refusal {
  return { community, day, action, dataset: dataset ?? '', role: viewerRoleOf(role) }
}

/** What tells one count from another. */
export function nameOfRefusal({ community, day, action, dataset, role }: Refusal): string {
  return `${community} ${day} ${action} ${dataset} ${role}`
}
