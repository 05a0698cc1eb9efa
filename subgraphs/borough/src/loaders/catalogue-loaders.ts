import type { RunStatement } from '@shequ/subgraph/database/statement'
import { recordLoader } from '@shequ/subgraph/loaders/record-loader'
import { listLoader } from '@shequ/subgraph/paging/list-loader'
import type { PageArguments } from '@shequ/subgraph/paging/page-arguments'
import { listedCentreTable } from '../database/catalogue-tables.js'
import type {
  CatalogueWithdrawalRow,
  GuidanceAnswerRow,
  ListedCentreRow,
  ListedConsignmentRow,
  ListedProgrammeRow,
} from '../database/rows.js'
import {
  type AnswerArguments,
  answersOfGuidance,
  type AreaColumn,
  type CentreArguments,
  centresBelow,
  type ProgrammeArguments,
  programmesBelow,
  withdrawalsBelow,
} from './lists/catalogue-lists.js'
import { type ConsignmentArguments, consignmentsOfOperator } from './lists/consignment-lists.js'
import { cityGuidanceAdaptationLoader, guidanceAdaptationLoader } from './guidance-adaptation.js'

/** The loaders of what communities published. */
export function createCatalogueLoaders(run: RunStatement) {
  return {
    programmesIn: byLevel((column) => listLoader<ProgrammeArguments, ListedProgrammeRow>(run, programmesBelow(column))),
    centresIn: byLevel((column) => listLoader<CentreArguments, ListedCentreRow>(run, centresBelow(column))),
    withdrawalsIn: byLevel((column) =>
      listLoader<PageArguments, CatalogueWithdrawalRow>(run, withdrawalsBelow(column)),
    ),
    listedCentre: recordLoader<ListedCentreRow>(run, listedCentreTable),
    consignmentsOfOperator: listLoader<ConsignmentArguments, ListedConsignmentRow>(run, consignmentsOfOperator),
    answersOfGuidance: listLoader<AnswerArguments, GuidanceAnswerRow>(run, answersOfGuidance),
    guidanceAdaptation: guidanceAdaptationLoader(run),
    cityGuidanceAdaptation: cityGuidanceAdaptationLoader(run),
  }
}

/** A loader for areas of each level. */
function byLevel<Loader>(loaderBelow: (column: AreaColumn) => Loader) {
  return {
    city: loaderBelow('city_code'),
    borough: loaderBelow('borough_code'),
    street: loaderBelow('street_code'),
  }
}
