import { programmeDetailColumns } from '@shequ/subgraph/records/teaching'
import { whereaboutsColumns } from '@shequ/subgraph/records/whereabouts'
import { keyColumns, recordColumns, type Table } from '@shequ/subgraph/database/table'

const record = { ...keyColumns('community_code'), ...recordColumns }

export const communityTable: Table = {
  name: 'community',
  columns: {
    owner: 'community_code',
    introduction: 'introduction',
    address: 'address',
    officeHours: 'office_hours',
    foundingDate: 'founding_date',
    selfGovernance: 'self_governance',
    predecessorWorkUnit: 'predecessor_work_unit',
    adoptedOn: 'charter_adopted_on',
    firstSmallestCell: 'smallest_cell',
    smallestCells:
      "(select coalesce(jsonb_object_agg(from_year, value), '{}') from smallest_cell cell where cell.community_code = community.community_code)",
    accessLogDays: '(select days from access_log_retention kept where kept.community_code = community.community_code)',
    countsEntrustedUntil:
      '(select until::text from entrustment where entrustment.community_code = community.community_code)',
    levels:
      "(select coalesce(jsonb_object_agg(dataset, level), '{}') from sharing_rule where sharing_rule.community_code = community.community_code)",
    ...recordColumns,
  },
}

export const educationCentreTable: Table = {
  name: 'education_centre',
  columns: {
    ...record,
    name: 'name',
    address: 'address',
    status: 'status',
    openedOn: 'opened_on',
    seats: 'seats',
    ...whereaboutsColumns,
  },
  onlyWhenAsked: Object.keys(whereaboutsColumns),
}

export const consignmentTable: Table = {
  name: 'consignment',
  columns: {
    ...record,
    educationCentreId: "community_code || ':' || education_centre_id",
    operatorCreditCode: 'operator_credit_code',
    purpose: 'purpose',
    startsOn: 'starts_on',
    endsOn: 'ends_on',
    endedOn: 'ended_on',
    scopes: 'scopes',
  },
}

export const programmeTable: Table = {
  name: 'programme',
  columns: {
    ...record,
    title: 'title',
    description: 'description',
    kind: 'kind',
    audience: 'audience',
    status: 'status',
    startsOn: 'starts_on',
    endsOn: 'ends_on',
    capacity: 'capacity',
    places: 'places_left(capacity, enrolled, smallest_cell_of(community_code))',
    freePlaces: 'capacity - enrolled',
    fee: 'fee',
    ...programmeDetailColumns,
    educationCentreId: "community_code || ':' || education_centre_id",
  },
  onlyWhenAsked: [
    'title',
    'description',
    'kind',
    'audience',
    'status',
    'capacity',
    'places',
    'freePlaces',
    'fee',
    ...Object.keys(programmeDetailColumns),
  ],
}

export const sessionTable: Table = {
  name: 'session',
  columns: {
    ...record,
    programmeId: "community_code || ':' || programme_id",
    ordinal: 'ordinal',
    startsAt: 'starts_at',
    endsAt: 'ends_at',
    status: 'status',
    previousStartsAt: 'previous_starts_at',
    place: 'place',
    taughtByVolunteer: 'taught_by_volunteer',
  },
}
