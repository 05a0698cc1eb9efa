import type { List } from '@shequ/subgraph/paging/list'
import { committeeDecisionTable, committeeSeatTable, planningCommitteeTable } from '../../database/tables.js'
import type { CityPlanningCommitteesArgs, PlanningCommitteeDecisionsArgs } from '../../generated/resolver-types.js'

const ofCommittee = { parent: { column: 'committee_id', type: 'uuid' }, ownerColumn: 'city_code' } as const

/** A city's planning committees, oldest first. */
export const committeesOfCity: List<CityPlanningCommitteesArgs> = {
  table: planningCommitteeTable,
  parent: { column: 'city_code', type: 'text' },
  order: [
    { property: 'establishedOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  lateral: true,
}

/** A committee's seats, in their order. */
export const seatsOfCommittee: List<object> = {
  table: committeeSeatTable,
  ...ofCommittee,
  order: [{ property: 'position', type: 'int' }],
}

/** What a committee decided, latest first. */
export const decisionsOfCommittee: List<PlanningCommitteeDecisionsArgs> = {
  table: committeeDecisionTable,
  ...ofCommittee,
  order: [
    { property: 'decidedOn', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
  lateral: true,
}
