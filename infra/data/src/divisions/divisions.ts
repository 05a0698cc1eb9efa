/** Where a set of codes comes from. `id` names the version (`nbs-2023`); `cutOff` is the day it describes (`2023-06-30`). */
export interface CodeList {
  readonly id: string
  readonly source: string
  readonly cutOff: string
  readonly licence: string
}

/** A city with everything below it: what one load writes. All codes have 12 digits; lists are in the order of codes. */
export interface Divisions {
  readonly codeList: CodeList
  readonly city: CityDivision
  readonly boroughs: readonly BoroughDivision[]
  readonly streets: readonly StreetDivision[]
  readonly communities: readonly CommunityDivision[]
  readonly changes: readonly CodeChange[]
}

export interface CityDivision {
  readonly code: string
  readonly name: string
}

/**
 * A county-level unit. A city without districts is its own single borough (`WHOLE_CITY`). A `ZONE` is a development or
 * other statistical zone: no government, yet its streets and communities need a home, so its administration keeps their register.
 */
export interface BoroughDivision {
  readonly code: string
  readonly name: string
  readonly kind: 'DISTRICT' | 'COUNTY' | 'WHOLE_CITY' | 'ZONE'
}

/** A sub-district, town or township; a `ZONE` is a farm, industrial park or the like that is counted as one. */
export interface StreetDivision {
  readonly code: string
  readonly name: string
  readonly boroughCode: string
  readonly kind: 'SUBDISTRICT' | 'TOWN' | 'TOWNSHIP' | 'ZONE'
}

export type CommunityKind = 'RESIDENTS' | 'VILLAGE' | 'OTHER'

/** A committee-level unit under its official name. Names repeat within a city; only the code tells units apart. */
export interface CommunityDivision {
  readonly code: string
  readonly name: string
  readonly streetCode: string
  readonly boroughCode: string
  readonly kind: CommunityKind
}

/** `from` left the code list with version `list`; `to` is the code that took its place, null when none did. */
export interface CodeChange {
  readonly from: string
  readonly to: string | null
  readonly list: string
}
