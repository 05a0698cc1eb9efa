import { type Role, roles } from '@shequ/schema/viewer'

/** The role of a name. @throws {Error} when there is none. */
export function toRole(name: string | undefined): Role {
  const role = roles.find((known) => known === name)
  if (role !== undefined) return role
  throw new Error(`Expected the role to be one of ${roles.join(', ')}, but got "${name ?? ''}".`)
}
