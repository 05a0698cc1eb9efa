import type { RunStatement } from '@shequ/subgraph/database/statement'
import { codeLoader } from '@shequ/subgraph/loaders/code-loader'
import { recordLoader } from '@shequ/subgraph/loaders/record-loader'
import { measuresLoader } from '@shequ/subgraph/measures/measures-loader'
import { listLoader } from '@shequ/subgraph/paging/list-loader'
import { wholeListLoader } from '@shequ/subgraph/paging/whole-list-loader'
import {
  accessRequestTable,
  cityGuidanceTable,
  cityTable,
  committeeDecisionTable,
  divisionCodeListTable,
  generatedActivityTable,
  learningCityProgrammeTable,
  ordinanceTable,
  organisationTable,
  pilotDesignationTable,
  planningCommitteeTable,
} from '../database/tables.js'
import type {
  CityAccessRequestsArgs,
  CityGuidanceArgs,
  CityOrdinancesArgs,
  CityPilotDesignationsArgs,
  CityPlanningCommitteesArgs,
  CityTargetsArgs,
  DivisionCodeList,
  PlanningCommitteeDecisionsArgs,
  QueryOrganisationsArgs,
} from '../generated/resolver-types.js'
import type {
  AccessRequestRow,
  CityGuidanceRow,
  CityRow,
  CodeListEntryRow,
  CommitteeDecisionRow,
  CommitteeSeatRow,
  GeneratedActivityRow,
  LearningCityProgrammeRow,
  OrdinanceRow,
  OrganisationRow,
  PilotDesignationRow,
  PlanningCommitteeRow,
  TargetRow,
} from '../database/rows.js'
import {
  accessRequestsOfCity,
  cities,
  designationsOfCity,
  designationsOfCommunity,
  entriesOfCodeList,
  guidanceOfCity,
  ordinancesOfCity,
  targetsOfCity,
} from './lists/city-lists.js'
import { committeesOfCity, decisionsOfCommittee, seatsOfCommittee } from './lists/committee-lists.js'
import { organisations } from './lists/organisation-lists.js'
import { returnedPeriodsLoader } from './returned-periods.js'
import { yearOfMeasureLoader } from './year-of-measure.js'

export type Loaders = ReturnType<typeof createLoaders>

/** The loaders of one call: each makes one statement for a level of the query, whatever its width. */
export function createLoaders(run: RunStatement) {
  const measures = measuresLoader(run, 'city')
  return {
    city: codeLoader<'code', CityRow>(run, cityTable, 'code'),
    cities: wholeListLoader<object, CityRow>(run, cities),
    codeList: codeLoader<'id', DivisionCodeList>(run, divisionCodeListTable, 'id'),
    entriesOfCodeList: wholeListLoader<object, CodeListEntryRow>(run, entriesOfCodeList),
    returnedPeriods: returnedPeriodsLoader(run),
    generatedActivity: codeLoader<'owner', GeneratedActivityRow>(run, generatedActivityTable, 'owner'),
    programme: codeLoader<'owner', LearningCityProgrammeRow>(run, learningCityProgrammeTable, 'owner'),
    cityGuidance: recordLoader<CityGuidanceRow>(run, cityGuidanceTable),
    guidanceOfCity: listLoader<CityGuidanceArgs, CityGuidanceRow>(run, guidanceOfCity),
    ordinance: recordLoader<OrdinanceRow>(run, ordinanceTable),
    ordinancesOfCity: listLoader<CityOrdinancesArgs, OrdinanceRow>(run, ordinancesOfCity),
    planningCommittee: recordLoader<PlanningCommitteeRow>(run, planningCommitteeTable),
    committeesOfCity: listLoader<CityPlanningCommitteesArgs, PlanningCommitteeRow>(run, committeesOfCity),
    seatsOfCommittee: wholeListLoader<object, CommitteeSeatRow>(run, seatsOfCommittee),
    committeeDecision: recordLoader<CommitteeDecisionRow>(run, committeeDecisionTable),
    decisionsOfCommittee: listLoader<PlanningCommitteeDecisionsArgs, CommitteeDecisionRow>(run, decisionsOfCommittee),
    pilotDesignation: recordLoader<PilotDesignationRow>(run, pilotDesignationTable),
    designationsOfCity: listLoader<CityPilotDesignationsArgs, PilotDesignationRow>(run, designationsOfCity),
    designationsOfCommunity: wholeListLoader<object, PilotDesignationRow>(run, designationsOfCommunity),
    targetsOfCity: wholeListLoader<CityTargetsArgs, TargetRow>(run, targetsOfCity),
    measures,
    yearOfMeasure: yearOfMeasureLoader(measures),
    accessRequest: recordLoader<AccessRequestRow>(run, accessRequestTable),
    accessRequestsOfCity: listLoader<CityAccessRequestsArgs, AccessRequestRow>(run, accessRequestsOfCity),
    organisation: codeLoader<'creditCode', OrganisationRow>(run, organisationTable, 'creditCode'),
    organisations: listLoader<QueryOrganisationsArgs, OrganisationRow>(run, organisations),
  }
}
