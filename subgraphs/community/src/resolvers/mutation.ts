import { loadExisting } from '@shequ/subgraph/loaders/load-existing'
import { answerGuidance } from '../database/answer-guidance.js'
import { answerVoice } from '../database/answer-voice.js'
import { cancelEnrolment } from '../database/cancel-enrolment.js'
import { cancelSession } from '../database/cancel-session.js'
import { cancelProgramme } from '../database/cancel-programme.js'
import { changeConsignment } from '../database/change-consignment.js'
import { changeCharter } from '../database/change-charter.js'
import { changeEducationCentre } from '../database/change-education-centre.js'
import { changeProfile } from '../database/change-profile.js'
import { changeProgramme } from '../database/change-programme.js'
import { changeSession } from '../database/change-session.js'
import { closeProposal } from '../database/close-proposal.js'
import { consentToMove } from '../database/consent-to-move.js'
import { consignCentre } from '../database/consign-centre.js'
import { endConsignment } from '../database/end-consignment.js'
import { enrol } from '../database/enrol.js'
import { entrustCounts } from '../database/entrust-counts.js'
import { grantAccess } from '../database/grant-access.js'
import { offerCompetence } from '../database/offer-competence.js'
import { openEducationCentre } from '../database/open-education-centre.js'
import { openProposal } from '../database/open-proposal.js'
import { publishProgramme } from '../database/publish-programme.js'
import { raiseVoice } from '../database/raise-voice.js'
import { recordAttendance } from '../database/record-attendance.js'
import { recordDonation } from '../database/record-donation.js'
import { recordLedgerEntry } from '../database/record-ledger-entry.js'
import { revokeAccess } from '../database/revoke-access.js'
import { removeLocalField } from '../database/remove-local-field.js'
import { scheduleSession } from '../database/schedule-session.js'
import { setLocalField } from '../database/set-local-field.js'
import { setLogRetention } from '../database/set-log-retention.js'
import { setSharing } from '../database/set-sharing.js'
import { withdrawMoveConsent } from '../database/withdraw-move-consent.js'
import { takeAttendanceBack } from '../database/take-attendance-back.js'
import { vote } from '../database/vote.js'
import type { Loaders } from '../loaders/loaders.js'
import type { MutationResolvers } from '../generated/resolver-types.js'
import { byOffice, byOperator, writeByOffice } from './by-office.js'
import { centreOfChange, centreOfProgrammeId, centreOfSession, uuidOf } from './shared-types.js'
import { visibleTo } from './visible-to.js'

const centreOfOwn = (loaders: Loaders, { programme }: { readonly programme: string }) =>
  centreOfProgrammeId(loaders, programme)
const centreOfMeeting = (loaders: Loaders, { session }: { readonly session: string }) =>
  centreOfSession(loaders, session)

/** The writes of the community tier: each for the community's own office, or whom it lets, each in a transaction of its own. */
export const Mutation: MutationResolvers = {
  changeCharter: byOffice(changeCharter, (loaders) => loaders.community),
  setLogRetention: byOffice(setLogRetention, (loaders) => loaders.community),
  setSharing: byOffice(setSharing, (loaders) => loaders.community),
  entrustCounts: byOffice(entrustCounts, (loaders) => loaders.community),
  changeProfile: byOffice(changeProfile, (loaders) => loaders.community),
  openEducationCentre: byOffice(openEducationCentre, (loaders) => loaders.educationCentre),
  changeEducationCentre: byOffice(changeEducationCentre, (loaders) => loaders.educationCentre),
  consignCentre: byOffice(consignCentre, (loaders) => loaders.consignment),
  changeConsignment: byOffice(changeConsignment, (loaders) => loaders.consignment),
  endConsignment: byOffice(endConsignment, (loaders) => loaders.consignment),
  publishProgramme: byOperator(
    publishProgramme,
    (loaders) => loaders.programme,
    async (_loaders, { educationCentre }) => (educationCentre ? uuidOf(educationCentre) : null),
  ),
  changeProgramme: byOperator(changeProgramme, (loaders) => loaders.programme, centreOfChange),
  cancelProgramme: byOperator(cancelProgramme, (loaders) => loaders.programme, centreOfOwn),
  scheduleSession: byOperator(scheduleSession, (loaders) => loaders.session, centreOfOwn),
  changeSession: byOperator(changeSession, (loaders) => loaders.session, centreOfMeeting),
  cancelSession: byOperator(cancelSession, (loaders) => loaders.session, centreOfMeeting),
  enrol: async (_root, { input }, context, mutation) => {
    const { result, loaders } = await writeByOffice(context, mutation, input, enrol, {
      scopes: ['ENROL'],
      centreOf: () => centreOfProgrammeId(context.loaders, input.programme),
    })
    const { programme, receipt } = result
    return { programme: await loadExisting(loaders.programme, programme), status: 'ENROLLED', receipt }
  },
  cancelEnrolment: async (_root, { input }, context, mutation) => {
    const { result, loaders } = await writeByOffice(context, mutation, input, cancelEnrolment)
    return { programme: await loadExisting(loaders.programme, result), status: 'CANCELLED', receipt: null }
  },
  recordAttendance: async (_root, { input }, context, mutation) => {
    const { result, loaders } = await writeByOffice(context, mutation, input, recordAttendance, {
      scopes: ['RECORD_ATTENDANCE'],
      centreOf: () => centreOfSession(context.loaders, input.session),
    })
    return { session: await loadExisting(loaders.session, result.session), recorded: result.recorded }
  },
  takeAttendanceBack: async (_root, { input }, context, mutation) => {
    const { result, loaders } = await writeByOffice(context, mutation, input, takeAttendanceBack, {
      scopes: ['RECORD_ATTENDANCE'],
      centreOf: () => centreOfSession(context.loaders, input.session),
    })
    return { session: await loadExisting(loaders.session, result.session), takenBack: result.takenBack }
  },
  offerCompetence: byOffice(offerCompetence, (loaders) => loaders.competence),
  raiseVoice: async (_root, { input }, context, mutation) => {
    const { result } = await writeByOffice(context, mutation, input, raiseVoice, { scopes: ['RAISE_VOICE'] })
    const { voice, receipt } = result
    return { ...(await loadExisting(visibleTo(context, input.community).voice, voice)), receipt }
  },
  answerVoice: byOffice(answerVoice, (loaders) => loaders.voice),
  openProposal: byOffice(openProposal, (loaders) => loaders.proposal),
  vote: async (_root, { input }, context, mutation) => {
    const { result, loaders } = await writeByOffice(context, mutation, input, vote)
    return { proposal: await loadExisting(loaders.proposal, result) }
  },
  closeProposal: byOffice(closeProposal, (loaders) => loaders.proposal),
  recordDonation: byOffice(recordDonation, (loaders) => loaders.donation),
  recordLedgerEntry: byOffice(recordLedgerEntry, (loaders) => loaders.ledgerEntry),
  answerGuidance: byOffice(answerGuidance, (loaders) => loaders.guidanceResponse),
  grantAccess: byOffice(grantAccess, (loaders) => loaders.accessGrant),
  setLocalField: async (_root, { input }, context, mutation) => {
    const { result, loaders } = await writeByOffice(context, mutation, input, setLocalField)
    return loaders.localField.load(result)
  },
  removeLocalField: async (_root, { input }, context, mutation) => {
    const { result, loaders } = await writeByOffice(context, mutation, input, removeLocalField)
    return loaders.localField.load(result)
  },
  revokeAccess: byOffice(revokeAccess, (loaders) => loaders.accessGrant),
  consentToMove: async (_root, { input }, context, mutation) =>
    (await writeByOffice(context, mutation, input, consentToMove)).result,
  withdrawMoveConsent: async (_root, { input }, context, mutation) =>
    (await writeByOffice(context, mutation, input, withdrawMoveConsent)).result,
}
