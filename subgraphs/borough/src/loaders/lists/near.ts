import type { Condition } from '@shequ/subgraph/paging/list'

/** A point in degrees of WGS 84, and how far from it. */
export interface Near {
  readonly latitude: number
  readonly longitude: number
  readonly kilometres: number
}

/** Less than the kilometres of a degree from south to north, so that a box of degrees holds the whole circle. */
const kilometresADegree = 111

/** The centres near a point. A box by degrees comes first, since an index finds it. */
export function centresNear(near: Near | null | undefined): Condition[] {
  if (!near) return []
  const { latitude, longitude, kilometres } = near
  const north = kilometres / kilometresADegree
  // Degrees of longitude are the shorter the further north; near a pole the box is the whole circle of latitude.
  const shrink = Math.cos((Math.min(89.9, Math.abs(latitude) + north) * Math.PI) / 180)
  const east = Math.min(360, north / shrink)
  return [
    {
      sql: `latitude between $::float8 and $::float8 and longitude between $::float8 and $::float8
        and kilometres_between(latitude, longitude, $::float8, $::float8) <= $::float8`,
      value: latitude - north,
      more: [latitude + north, longitude - east, longitude + east, latitude, longitude, kilometres],
    },
  ]
}

/** The programmes whose centre lies near a point. */
export function programmesNear(near: Near | null | undefined): Condition[] {
  return centresNear(near).map(({ sql, ...values }) => ({
    sql: `(community_code, education_centre_id) in (select centre.community_code, centre.id from catalogue_centre centre where ${sql})`,
    ...values,
  }))
}
