/**
 * Every field that counts persons or what persons did, or dates what one person did, with what protects it: an attacker
 * reads records as well as measures. A new number or date fails the checks until it stands here or in
 * {@link countsNobody}.
 */
export const countingFields: ReadonlyMap<string, string> = byCoordinate({
  'protected by disclosure control: small counts and what they could be worked out of are hidden': [
    'Cell.value',
    'Cell.low',
    'Cell.high',
    'Cell.numerator',
    'Cell.denominator',
    'Cell.growth',
    'GuidanceAdaptation.rate',
  ],
  'a census figure, or an estimate from one: public before the hub had it': [
    'Borough.residents',
    'Community.residents',
    'Community.olderResidents',
    'Coverage.residents',
    'Coverage.residentsReported',
  ],
  'a word that tells no number below the smallest count of its community; it moves time stamps only in the catalogue, when the word changes':
    ['Programme.places', 'ListedProgramme.places', 'ListedProgramme.asOf'],
  'for the office of the community, and whom it lets read attendance by a grant or a consignment': [
    'Programme.freePlaces',
    'Session.attended',
  ],
  'told to whoever recorded it, and to nobody else': [
    'AttendanceReceipt.recorded',
    'AttendanceTakenBackReceipt.takenBack',
  ],
  'told of what offices do with a record: no enrolment, attendance or vote moves it, and that of a voice tells the day':
    ['Provenance.updatedAt', 'Provenance.removedAt'],
  'exact for the office of the community; for others when as many voted as its smallest cell, and no part is one or two':
    ['VoteTally.yes', 'VoteTally.no', 'VoteTally.abstained'],
  'one by one, without who raised it or what was said, and to the day, as far as the community shares VOICES': [
    'Community.voices',
    'Voice.requestedDatetime',
    'VoiceConnection.totalCount',
  ],
  'one by one, without who offers it, as far as the community shares COMPETENCES': [
    'Community.competences',
    'Competence.hoursPerMonth',
    'Competence.offeredSince',
    'CompetenceConnection.totalCount',
  ],
  'of organisations one by one; of residents for the office of the community alone': [
    'Community.donations',
    'Donation.awardDate',
    'Donation.amountAwarded',
    'DonationConnection.totalCount',
  ],
  'in sums of at least three gifts, of which the largest two make at most 85 %, of years that are over; exact for the office':
    ['Community.donationsOfPersons'],
  'without what residents paid and gave, but for the office of the community': [
    'Ledger.entries',
    'LedgerAccount.balance',
    'LedgerEntry.bookedOn',
    'LedgerEntry.amount',
    'LedgerEntryConnection.totalCount',
  ],
  'for the office of the community: who read what, and who was refused': [
    'Community.accessLog',
    'AccessLogEntry.sequence',
    'AccessLogEntry.at',
    'AccessLogEntry.count',
    'AccessLogEntryConnection.totalCount',
    'Community.refusals',
    'RefusalCount.day',
    'RefusalCount.calls',
    'RefusalCountConnection.totalCount',
  ],
  'how far an access log had come by the hour, between the servers of a community and its borough': [
    'LogHead.hour',
    'LogHead.sequence',
  ],
})

/**
 * Numbers, dates and lists that count nothing of persons, with the reason: single fields, and whole types that only
 * servers and offices deal with. Types that tell of what residents use are never listed whole.
 */
export const countsNobody: ReadonlyMap<string, string> = byCoordinate({
  'counts communities, not persons': [
    'MeasureTable',
    'Coverage.expected',
    'Coverage.reported',
    'Coverage.withheld',
    'Coverage.missing',
    'Coverage.asOf',
    'GuidanceAdaptation.addressed',
    'GuidanceAdaptation.answered',
    'GuidanceAdaptation.adopted',
    'GuidanceAdaptation.adapted',
    'GuidanceAdaptation.declined',
    'Query.communities',
    'Borough.communities',
    'Street.communities',
    'CommunityConnection',
  ],
  'what servers tell each other of what they sent, or of how they are reached': [
    'SubmitPublicationsReceipt',
    'SubmitReturnsReceipt',
    'SubmitLogHeadsReceipt',
    'Mutation.reportNodeHealth',
    'Query.nodes',
    'Node',
    'NodeChange',
    'NodeConnection',
    'NodeEntry',
    'NodeHealth',
    'NodeInvitation',
    'NodeKey',
    'NodeRegistration',
  ],
  'an office sets it, of itself and its rules': [
    'CommunityProfile.foundingDate',
    'Charter.adoptedOn',
    'Charter.smallestCell',
    'Charter.smallestCellNextYear',
    'Charter.accessLogDays',
    'Charter.countsEntrustedUntil',
    'Community.accessGrants',
    'AccessGrant',
    'AccessGrantConnection',
    'MoveConsent',
    'Community.localFields',
    'LocalFieldConnection',
  ],
  'an office sets it, of what it offers': [
    'Community.educationCentres',
    'EducationCentre.openedOn',
    'EducationCentre.seats',
    'EducationCentre.consignments',
    'EducationCentre.programmes',
    'EducationCentreConnection.totalCount',
    'Consignment',
    'ConsignmentConnection',
    'Community.programmes',
    'Programme.startsOn',
    'Programme.endsOn',
    'Programme.capacity',
    'Programme.fee',
    'Programme.sessions',
    'ProgrammeConnection.totalCount',
    'Session.ordinal',
    'Session.startsAt',
    'Session.endsAt',
    'SessionConnection.totalCount',
    'Query.programmes',
    'ListedProgramme.startsOn',
    'ListedProgramme.endsOn',
    'ListedProgramme.capacity',
    'ListedProgramme.fee',
    'ListedProgrammeConnection.totalCount',
    'Query.educationCentres',
    'ListedCentre.seats',
    'ListedCentre.asOf',
    'ListedCentreConnection.totalCount',
    'Borough.serviceCentres',
    'ServiceCentre.openedOn',
    'ServiceCentre.services',
    'ServiceCentreConnection.totalCount',
    'Service.minimumAge',
    'Service.maximumAge',
    'ServiceConnection.totalCount',
  ],
  'an office decides it, or answers by it': [
    'Community.proposals',
    'Proposal.openedOn',
    'Proposal.votingUntil',
    'ProposalConnection.totalCount',
    'VoiceAnswer.answeredAt',
    'Borough.allocations',
    'Community.allocations',
    'Allocation',
    'AllocationConnection',
    'Borough.guidance',
    'Community.guidance',
    'Guidance',
    'GuidanceConnection',
    'CityGuidance',
    'Community.guidanceResponses',
    'GuidanceResponse',
    'GuidanceResponseConnection',
    'GuidanceAnswer',
    'GuidanceAnswerConnection',
  ],
})

/** One entry a coordinate from lists of coordinates by what is said of them. */
function byCoordinate(lists: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lists).flatMap(([said, coordinates]) => coordinates.map((coordinate) => [coordinate, said])),
  )
}
