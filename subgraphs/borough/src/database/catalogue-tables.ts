import { keyColumns, type Table } from '@shequ/subgraph/database/table'
import { programmeDetailColumns } from '@shequ/subgraph/records/teaching'
import { whereaboutsColumns } from '@shequ/subgraph/records/whereabouts'

const entry = { ...keyColumns('community_code'), asOf: 'received_at' }

export const listedProgrammeTable: Table = {
  name: 'catalogue_programme',
  changedBy: 'received_at',
  columns: {
    ...entry,
    title: 'title',
    description: 'description',
    kind: 'kind',
    audience: 'audience',
    startsOn: 'starts_on',
    endsOn: 'ends_on',
    capacity: 'capacity',
    places: 'places',
    fee: 'fee',
    ...programmeDetailColumns,
    sessions: 'sessions',
    educationCentreId: "community_code || ':' || education_centre_id",
  },
  onlyWhenAsked: [
    'title',
    'description',
    'kind',
    'audience',
    'capacity',
    'places',
    'fee',
    ...Object.keys(programmeDetailColumns),
    'sessions',
  ],
}

export const listedCentreTable: Table = {
  name: 'catalogue_centre',
  changedBy: 'received_at',
  columns: {
    ...entry,
    name: 'name',
    address: 'address',
    status: 'status',
    seats: 'seats',
    ...whereaboutsColumns,
    consignments: 'consignments',
  },
  onlyWhenAsked: [...Object.keys(whereaboutsColumns), 'consignments'],
}

/** The consignments that centres of the catalogue tell of, one by one. */
export const listedConsignmentTable: Table = {
  name: 'listed_consignment',
  from: `(select community_code, street_code, borough_code, city_code, centre.id as education_centre_id, term.id, term.operator,
    term."startsOn" as starts_on, term."endsOn" as ends_on, term."endedOn" as ended_on
  from catalogue_centre centre cross join lateral jsonb_to_recordset(coalesce(consignments, '[]'))
    as term (id uuid, operator text, "startsOn" date, "endsOn" date, "endedOn" date))`,
  columns: {
    ...keyColumns('community_code'),
    operatorCreditCode: 'operator',
    educationCentreId: "community_code || ':' || education_centre_id",
    startsOn: 'starts_on',
    endsOn: 'ends_on',
    endedOn: 'ended_on',
  },
}

/** What was in the catalogue and is no longer. */
export const catalogueWithdrawalTable: Table = {
  name: 'catalogue_withdrawal',
  changedBy: 'withdrawn_at',
  columns: { ...keyColumns('community_code'), kind: 'kind', withdrawnAt: 'withdrawn_at' },
}

/** Answers to guidance, by the guidance's id in the graph. */
export const guidanceAnswerTable: Table = {
  name: 'guidance_answer',
  columns: { ...entry, guidanceId: 'guidance_id', decision: 'decision', answeredOn: 'answered_on' },
}
