import type { Viewer } from '@shequ/schema/viewer'
import type { ViewerRole } from '../../generated/resolver-types.js'

/** A role by its name in the schema: `city-office` is `CITY_OFFICE`. */
type NameOf<Role extends string> = Role extends `${infer First}-${infer Rest}`
  ? `${Uppercase<First>}_${NameOf<Rest>}`
  : Uppercase<Role>

/** The role's name in the schema. A role that `ViewerRole` lacks does not compile. */
export function viewerRoleOf(role: Viewer['role']): ViewerRole {
  return role.toUpperCase().replaceAll('-', '_') as NameOf<Viewer['role']>
}
