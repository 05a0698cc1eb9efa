import type { Viewer } from '@shequ/schema/viewer'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { codeLoader } from '@shequ/subgraph/loaders/code-loader'
import { recordLoader } from '@shequ/subgraph/loaders/record-loader'
import { measuresLoader } from '@shequ/subgraph/measures/measures-loader'
import { listLoader } from '@shequ/subgraph/paging/list-loader'
import { donationTable, guidanceResponseTable, ledgerEntryTable } from '../database/account-tables.js'
import { accessGrantTable } from '../database/access-tables.js'
import { competenceTable, proposalTable, voiceTable } from '../database/resident-tables.js'
import {
  communityTable,
  consignmentTable,
  educationCentreTable,
  programmeTable,
  sessionTable,
} from '../database/tables.js'
import type * as Graph from '../generated/resolver-types.js'
import type * as Rows from '../database/rows.js'
import { consignmentInForceLoader } from './consignment-in-force.js'
import { localFieldLoader } from './local-field.js'
import { ledgerBalancesLoader } from './ledger-balances.js'
import { accessRightsLoader } from './access-rights.js'
import { attendedLoader } from './attended.js'
import * as accessLists from './lists/access-lists.js'
import * as accountLists from './lists/account-lists.js'
import * as centreLists from './lists/centre-lists.js'
import { currentProgrammes } from './lists/current-programmes.js'
import type { OfCentres } from './lists/of-centres.js'
import * as localFields from './lists/local-fields.js'
import * as programmeLists from './lists/programme-lists.js'
import * as residentLists from './lists/resident-lists.js'
import { donationsOfPersonsLoader } from './donations-of-persons.js'
import { moveConsentsLoader } from './move-consents.js'
import { receiptedLoader } from './receipted.js'
import { recordTypeLoader } from './record-type.js'
import { createOpenLoaders } from './open-loaders.js'
import { sharingLevelLoader } from './sharing-level.js'
import { voteCountLoader } from './vote-count.js'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * The loaders of one call: each makes one statement for a level of the query, whatever its width.
 *
 * @param today the day on which consignments and grants are in force
 */
export function createLoaders(run: RunStatement, viewer: Viewer, today: string) {
  return {
    community: codeLoader<'owner', Rows.CommunitySelfRow>(run, communityTable, 'owner'),
    sharingLevel: sharingLevelLoader(run),
    accessRights: accessRightsLoader(run, viewer, today),
    measures: measuresLoader(run, 'community'),
    educationCentre: recordLoader<Rows.EducationCentreRow>(run, educationCentreTable),
    consignment: recordLoader<Rows.ConsignmentRow>(run, consignmentTable),
    programme: recordLoader<Rows.ProgrammeRow>(run, programmeTable),
    session: recordLoader<Rows.SessionRow>(run, sessionTable),
    competence: recordLoader<Rows.CompetenceRow>(run, competenceTable),
    proposal: recordLoader<Rows.ProposalRow>(run, proposalTable),
    voice: recordLoader<Rows.VoiceRow>(run, voiceTable),
    donation: recordLoader<Rows.DonationRow>(run, donationTable),
    ledgerEntry: recordLoader<Rows.LedgerEntryRow>(run, ledgerEntryTable),
    guidanceResponse: recordLoader<Rows.GuidanceResponseRow>(run, guidanceResponseTable),
    accessGrant: recordLoader<Rows.AccessGrantRow>(run, accessGrantTable),
    recordType: recordTypeLoader(run),

    centresOfCommunity: listLoader<Graph.CommunityEducationCentresArgs & OfCentres, Rows.EducationCentreRow>(
      run,
      centreLists.centresOfCommunity,
    ),
    consignmentsOfCentre: listLoader<Graph.EducationCentreConsignmentsArgs, Rows.ConsignmentRow>(
      run,
      centreLists.consignmentsOfCentre,
    ),
    programmesOfCommunity: currentProgrammes(
      listLoader<Graph.CommunityProgrammesArgs & OfCentres, Rows.ProgrammeRow>(
        run,
        programmeLists.programmesOfCommunity,
      ),
      today,
    ),
    programmesOfCentre: currentProgrammes(
      listLoader<Graph.EducationCentreProgrammesArgs, Rows.ProgrammeRow>(run, programmeLists.programmesOfCentre),
      today,
    ),
    sessionsOfProgramme: listLoader<Graph.ProgrammeSessionsArgs, Rows.SessionRow>(
      run,
      programmeLists.sessionsOfProgramme,
    ),
    competencesOfCommunity: listLoader<Graph.CommunityCompetencesArgs, Rows.CompetenceRow>(
      run,
      residentLists.competencesOfCommunity,
    ),
    proposalsOfCommunity: listLoader<Graph.CommunityProposalsArgs, Rows.ProposalRow>(
      run,
      residentLists.proposalsOfCommunity,
    ),
    voicesOfCommunity: listLoader<Graph.CommunityVoicesArgs, Rows.VoiceRow>(run, residentLists.voicesOfCommunity),
    donationsOfCommunity: listLoader<Graph.CommunityDonationsArgs, Rows.DonationRow>(
      run,
      accountLists.donationsOfCommunity,
    ),
    entriesOfLedger: listLoader<Graph.LedgerEntriesArgs, Rows.LedgerEntryRow>(run, accountLists.entriesOfLedger),
    guidanceResponsesOfCommunity: listLoader<Graph.CommunityGuidanceResponsesArgs, Rows.GuidanceResponseRow>(
      run,
      accountLists.guidanceResponsesOfCommunity,
    ),

    grantsOfCommunity: listLoader<Graph.CommunityAccessGrantsArgs, Rows.AccessGrantRow>(
      run,
      accessLists.grantsOfCommunity,
    ),
    accessLogOfCommunity: listLoader<Graph.CommunityAccessLogArgs, Rows.AccessLogEntryRow>(
      run,
      accessLists.accessLogOfCommunity,
    ),
    refusalsOfCommunity: listLoader<Graph.CommunityRefusalsArgs, Rows.RefusalCountRow>(
      run,
      accessLists.refusalsOfCommunity,
    ),

    localField: localFieldLoader(run),
    localFieldsOfCommunity: listLoader<localFields.LocalFieldArguments, Rows.LocalFieldRow>(
      run,
      localFields.localFieldsOfCommunity,
    ),

    moveConsents: moveConsentsLoader(run),

    attended: attendedLoader(run),
    consignmentInForce: consignmentInForceLoader(run, today),
    receipted: receiptedLoader(run, today),
    voteCount: voteCountLoader(run),
    ledgerBalances: ledgerBalancesLoader(run),
    donationsOfPersons: donationsOfPersonsLoader(run),
    open: createOpenLoaders(run),
  }
}
