import { borough, creditCode, recordId, recordUuid } from './fixtures.js'

/** For each mutation, an input that the office of `lane` may send on the fixtures' day, without its `community`. */
export const inputs = {
  changeCharter: { selfGovernance: 'By vote.' },
  changeProfile: { introduction: 'Lanes.' },
  openEducationCentre: { name: 'Hall', address: '1 Lane Road', openedOn: '2025-07-01', seats: 10 },
  changeEducationCentre: { educationCentre: recordId('centre', 1), seats: 50 },
  consignCentre: {
    educationCentre: recordId('centre', 1),
    operator: creditCode,
    purpose: 'To teach.',
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
  },
  changeConsignment: { consignment: recordId('consignment', 2), scopes: ['READ_PROGRAMMES'] },
  endConsignment: { consignment: recordId('consignment', 2), endedOn: '2025-12-31' },
  publishProgramme: {
    title: 'Painting',
    description: 'Bamboo.',
    kind: 'COURSE',
    startsOn: '2025-09-01',
    endsOn: '2025-12-31',
    capacity: 10,
  },
  changeProgramme: { programme: recordId('programme', 2), title: 'Taiji' },
  cancelProgramme: { programme: recordId('programme', 2) },
  scheduleSession: {
    programme: recordId('programme', 2),
    startsAt: '2025-09-01T11:00:00Z',
    endsAt: '2025-09-01T12:00:00Z',
  },
  changeSession: { session: recordId('session', 3), place: 'Yard' },
  cancelSession: { session: recordId('session', 3) },
  enrol: { programme: recordId('programme', 2), resident: 'card-1', learnerGroup: 'GENERAL', sixtyOrOver: false },
  cancelEnrolment: { programme: recordId('programme', 2), resident: 'card-1' },
  recordAttendance: { session: recordId('session', 1), residents: ['card-1'] },
  takeAttendanceBack: { session: recordId('session', 1), residents: ['card-1'] },
  offerCompetence: { resident: 'card-1', subject: 'MUSIC', hoursPerMonth: 2, offeredSince: '2025-07-01' },
  raiseVoice: { kind: 'NEED', serviceCode: 'TIMES', text: 'Evenings.' },
  answerVoice: { voice: recordId('voice', 1), text: 'From September.' },
  openProposal: { title: 'A tree', text: 'By the gate.', openedOn: '2025-07-01', votingUntil: '2025-07-31' },
  vote: { proposal: recordId('proposal', 1), resident: 'card-1', choice: 'YES' },
  closeProposal: { proposal: recordId('proposal', 1) },
  recordDonation: { title: 'Seeds', awardDate: '2025-07-01', amountAwarded: '10.00' },
  recordLedgerEntry: {
    bookedOn: '2025-07-01',
    debit: 'LEARNING',
    credit: 'CASH',
    amount: '10.00',
    subject: 'Ink',
  },
  setSharing: { dataset: 'VOICES', level: 'CITY' },
  setLogRetention: { days: 400 },
  entrustCounts: { until: '2027-12-31' },
  answerGuidance: {
    guidance: `${borough}:${recordUuid('response', 5)}`,
    decision: 'ADOPTED',
    answeredOn: '2025-07-01',
  },
  grantAccess: {
    organisation: creditCode,
    scopes: ['READ_VOICES'],
    purpose: 'To plan courses.',
    from: '2025-07-01',
    until: '2025-12-31',
  },
  setLocalField: { name: 'trees', schema: { type: 'integer' }, value: 12 },
  removeLocalField: { name: 'benches' },
  revokeAccess: { accessGrant: recordId('grant', 1) },
  consentToMove: { direction: 'TO_HOSTED', until: '2025-07-31' },
  withdrawMoveConsent: { direction: 'TO_HOSTED' },
} as const satisfies Record<string, object>

export type MutationName = keyof typeof inputs

/** What can be asked of whatever a mutation answers. */
export const selection = '__typename'
