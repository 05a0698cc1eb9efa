import type { List } from '@shequ/subgraph/paging/list'
import {
  addressedGuidanceTable,
  allocationTable,
  guidanceTable,
  recipientTable,
  serviceCentreTable,
  serviceTable,
} from '../../database/tables.js'
import type {
  BoroughAllocationsArgs,
  BoroughGuidanceArgs,
  BoroughServiceCentresArgs,
  ServiceCentreServicesArgs,
} from '../../generated/resolver-types.js'

const ofBorough = { column: 'borough_code', type: 'text' } as const
const ofCommunity = { column: 'community_code', type: 'text' } as const

const byName = [
  { property: 'name', type: 'text' },
  { property: 'uuid', type: 'uuid' },
] as const

/** A borough's service centres, by name. */
export const serviceCentresOfBorough: List<BoroughServiceCentresArgs> = {
  table: serviceCentreTable,
  parent: ofBorough,
  order: byName,
  conditions: ({ status }) => [{ sql: 'status = $::service_status', value: status }],
  lateral: true,
}

/** What a service centre offers, by name. */
export const servicesOfServiceCentre: List<ServiceCentreServicesArgs> = {
  table: serviceTable,
  parent: { column: 'service_centre_id', type: 'uuid' },
  ownerColumn: 'borough_code',
  order: byName,
  conditions: ({ status }) => [{ sql: 'status = $::service_status', value: status }],
  lateral: true,
}

/** What a borough allocates, latest year first. */
export const allocationsOfBorough: List<BoroughAllocationsArgs> = {
  table: allocationTable,
  parent: ofBorough,
  order: [
    { property: 'year', type: 'int' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  conditions: ({ year }) => [{ sql: 'year = $', value: year }],
  lateral: true,
}

/** What a community is allocated, latest year first. */
export const allocationsOfCommunity: List<BoroughAllocationsArgs> = { ...allocationsOfBorough, parent: ofCommunity }

/** The guidance that a borough issued, latest first. */
export const guidanceOfBorough: List<BoroughGuidanceArgs> = {
  table: guidanceTable,
  parent: ofBorough,
  order: [
    { property: 'issuedOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  lateral: true,
}

/** The guidance that is addressed to a community, latest first. */
export const guidanceOfCommunity: List<BoroughGuidanceArgs> = {
  ...guidanceOfBorough,
  table: addressedGuidanceTable,
  parent: ofCommunity,
}

/** The communities that guidance names, by code. */
export const recipientsOfGuidance: List<object> = {
  table: recipientTable,
  parent: { column: 'guidance_id', type: 'uuid' },
  ownerColumn: 'borough_code',
  order: [{ property: 'code', type: 'text' }],
}
