import type { RunStatement } from '@shequ/subgraph/database/statement'
import { codeLoader } from '@shequ/subgraph/loaders/code-loader'
import { recordLoader } from '@shequ/subgraph/loaders/record-loader'
import { measuresLoader } from '@shequ/subgraph/measures/measures-loader'
import { listLoader } from '@shequ/subgraph/paging/list-loader'
import { wholeListLoader } from '@shequ/subgraph/paging/whole-list-loader'
import {
  allocationTable,
  boroughTable,
  communityTable,
  guidanceTable,
  nodeTable,
  serviceCentreTable,
  serviceTable,
  streetTable,
} from '../database/tables.js'
import type {
  BoroughAllocationsArgs,
  BoroughGuidanceArgs,
  BoroughServiceCentresArgs,
  CodeChange,
  ServiceCentreServicesArgs,
} from '../generated/resolver-types.js'
import type {
  AllocationRow,
  BoroughRow,
  CommunityRow,
  GuidanceRow,
  NodeRow,
  ServiceCentreRow,
  ServiceRow,
  StreetRow,
} from '../database/rows.js'
import { createCatalogueLoaders } from './catalogue-loaders.js'
import {
  boroughsOfCity,
  codeChangesOfCommunity,
  communitiesOfBorough,
  communitiesOfCity,
  communitiesOfStreet,
  type CommunityArguments,
  streetsOfBorough,
} from './lists/division-lists.js'
import { nodeHealthLoader } from './node-health-loader.js'
import { type NodeArguments, nodesOfBorough, nodesOfCity, nodesOfStreet } from './lists/node-lists.js'
import {
  allocationsOfBorough,
  allocationsOfCommunity,
  guidanceOfBorough,
  guidanceOfCommunity,
  recipientsOfGuidance,
  serviceCentresOfBorough,
  servicesOfServiceCentre,
} from './lists/record-lists.js'

export type Loaders = ReturnType<typeof createLoaders>

/** The loaders of one call: each makes one statement for a level of the query, whatever its width. */
export function createLoaders(run: RunStatement) {
  return {
    borough: codeLoader<'code', BoroughRow>(run, boroughTable, 'code'),
    street: codeLoader<'code', StreetRow>(run, streetTable, 'code'),
    community: codeLoader<'code', CommunityRow>(run, communityTable, 'code'),
    serviceCentre: recordLoader<ServiceCentreRow>(run, serviceCentreTable),
    service: recordLoader<ServiceRow>(run, serviceTable),
    allocation: recordLoader<AllocationRow>(run, allocationTable),
    guidance: recordLoader<GuidanceRow>(run, guidanceTable),
    boroughsOfCity: wholeListLoader<object, BoroughRow>(run, boroughsOfCity),
    streetsOfBorough: wholeListLoader<object, StreetRow>(run, streetsOfBorough),
    communitiesOfCity: listLoader<CommunityArguments, CommunityRow>(run, communitiesOfCity),
    communitiesOfBorough: listLoader<CommunityArguments, CommunityRow>(run, communitiesOfBorough),
    communitiesOfStreet: listLoader<CommunityArguments, CommunityRow>(run, communitiesOfStreet),
    codeChangesOfCommunity: wholeListLoader<object, CodeChange>(run, codeChangesOfCommunity),
    serviceCentresOfBorough: listLoader<BoroughServiceCentresArgs, ServiceCentreRow>(run, serviceCentresOfBorough),
    servicesOfServiceCentre: listLoader<ServiceCentreServicesArgs, ServiceRow>(run, servicesOfServiceCentre),
    allocationsOfBorough: listLoader<BoroughAllocationsArgs, AllocationRow>(run, allocationsOfBorough),
    allocationsOfCommunity: listLoader<BoroughAllocationsArgs, AllocationRow>(run, allocationsOfCommunity),
    guidanceOfBorough: listLoader<BoroughGuidanceArgs, GuidanceRow>(run, guidanceOfBorough),
    guidanceOfCommunity: listLoader<BoroughGuidanceArgs, GuidanceRow>(run, guidanceOfCommunity),
    node: codeLoader<'communityCode', NodeRow>(run, nodeTable, 'communityCode'),
    nodeHealth: nodeHealthLoader(run),
    nodesOfCity: listLoader<NodeArguments, NodeRow>(run, nodesOfCity),
    nodesOfBorough: listLoader<NodeArguments, NodeRow>(run, nodesOfBorough),
    nodesOfStreet: listLoader<NodeArguments, NodeRow>(run, nodesOfStreet),
    measures: measuresLoader(run, 'borough'),
    recipientsOfGuidance: wholeListLoader<object, CommunityRow>(run, recipientsOfGuidance),
    ...createCatalogueLoaders(run),
  }
}
