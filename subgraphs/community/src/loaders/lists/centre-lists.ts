import type { List } from '@shequ/subgraph/paging/list'
import type { CommunityEducationCentresArgs, EducationCentreConsignmentsArgs } from '../../generated/resolver-types.js'
import { consignmentTable, educationCentreTable } from '../../database/tables.js'
import { type OfCentres, ofCentres } from './of-centres.js'

/** A community's education centres, by name. */
export const centresOfCommunity: List<CommunityEducationCentresArgs & OfCentres> = {
  table: educationCentreTable,
  parent: { column: 'community_code', type: 'text' },
  order: [
    { property: 'name', type: 'text' },
    { property: 'uuid', type: 'uuid' },
  ],
  conditions: ({ status, centres }) => [
    { sql: 'status = $::centre_status', value: status },
    ofCentres('id', { centres }),
  ],
}

/** A centre's consignments, latest first. */
export const consignmentsOfCentre: List<EducationCentreConsignmentsArgs> = {
  table: consignmentTable,
  parent: { column: 'education_centre_id', type: 'uuid' },
  ownerColumn: 'community_code',
  order: [
    { property: 'startsOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
}
