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
  columns: { ...entry, name: 'name', address: 'address', status: 'status', seats: 'seats', ...whereaboutsColumns },
  onlyWhenAsked: Object.keys(whereaboutsColumns),
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
