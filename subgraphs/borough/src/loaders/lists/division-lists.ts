import { containing } from '@shequ/subgraph/paging/containing'
import type { List } from '@shequ/subgraph/paging/list'
import type { PageArguments } from '@shequ/subgraph/paging/page-arguments'
import { boroughTable, codeChangeTable, communityTable, streetTable } from '../../database/tables.js'
import type { CommunityKind } from '../../generated/resolver-types.js'

const byCode = [{ property: 'code', type: 'text' }] as const

/** A city's boroughs, by code. */
export const boroughsOfCity: List<object> = {
  table: boroughTable,
  parent: { column: 'city_code', type: 'text' },
  order: byCode,
}

/** A borough's streets and towns, by code. */
export const streetsOfBorough: List<object> = {
  table: streetTable,
  parent: { column: 'borough_code', type: 'text' },
  order: byCode,
}

/** What every list of communities may be narrowed by. */
export interface CommunityArguments extends PageArguments {
  readonly street?: string | null | undefined
  readonly kind?: CommunityKind | null | undefined
  readonly kinds?: readonly CommunityKind[] | null | undefined
  readonly search?: string | null | undefined
}

/** The communities of an area, by code. */
function communitiesBelow(column: 'city_code' | 'borough_code' | 'street_code'): List<CommunityArguments> {
  return {
    table: communityTable,
    parent: { column, type: 'text' },
    order: byCode,
    lateral: true,
    conditions: ({ street, kind, kinds, search }) => [
      { sql: 'street_code = $', value: street },
      { sql: 'kind = $::community_kind', value: kind },
      { sql: 'kind = any($::community_kind[])', value: kinds },
      containing('name', search),
    ],
  }
}

export const communitiesOfCity = communitiesBelow('city_code')
export const communitiesOfBorough = communitiesBelow('borough_code')
export const communitiesOfStreet = communitiesBelow('street_code')

/** The changes of a community's code, oldest edition first. */
export const codeChangesOfCommunity: List<object> = {
  table: codeChangeTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'codeList', type: 'text' },
    { property: 'predecessor', type: 'text' },
  ],
}
