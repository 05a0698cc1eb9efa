import type { Connection } from '@shequ/subgraph/paging/connection'
import type { MeasureRow, MeasureTable } from '@shequ/subgraph/measures/measure-table'
import type { RecordColumns } from '@shequ/subgraph/records/provenance'
import type {
  AccessAction,
  AccessBasis,
  AccessOutcome,
  AccessScope,
  Account,
  CentreStatus,
  Dataset,
  GuidanceDecision,
  LearnerGroup,
  MoveDirection,
  Places,
  ProgrammeKind,
  ProgrammeStatus,
  ProposalStatus,
  SharingLevel,
  Subject,
  ViewerRole,
  VoiceKind,
  VoiceStatus,
  VoiceTopic,
} from '../generated/resolver-types.js'

/** A record that a community owns. */
interface OwnedRow extends RecordColumns {
  /** The community's code. */
  readonly owner: string
  /** The id by which the graph names the record. */
  readonly id: string
  /** The id in its table. */
  readonly uuid: string
}

/** A community as other tiers name it: what it owns is loaded when it is asked for. */
export interface CommunityRow {
  readonly code: string
  /** What the borough's register says, handed over where a field needs it. */
  readonly residents?: number | null
  readonly olderResidents?: number | null
}

/** A borough and a street as the community tier names them. */
export interface BoroughRow {
  readonly code: string
}
export interface StreetRow {
  readonly code: string
}

export type MeasureTableRow = MeasureTable
export type MeasureRowRow = MeasureRow

/** Profile and charter of a community, with what it shares. */
export interface CommunitySelfRow extends RecordColumns {
  readonly owner: string
  readonly introduction: string | null
  readonly address: string | null
  readonly officeHours: string | null
  readonly foundingDate: string | null
  readonly selfGovernance: string | null
  readonly predecessorWorkUnit: string | null
  readonly adoptedOn: string | null
  /** For how many days it keeps entries of its access log; null until it says so. */
  readonly accessLogDays: number | null
  /** The smallest count it publishes before the first year of `smallestCells`. */
  readonly firstSmallestCell: number
  /** The smallest count in periods of a year and later, by year. */
  readonly smallestCells: Readonly<Record<string, number>>
  /** The last day on which the hosted server is entrusted with its counts; null while it is not. */
  readonly countsEntrustedUntil: string | null
  /** The level of each dataset; one that is missing is PRIVATE. */
  readonly levels: Readonly<Partial<Record<Dataset, SharingLevel>>>
}
export type CommunityProfileRow = CommunitySelfRow
export type CharterRow = CommunitySelfRow

export interface EducationCentreRow extends OwnedRow {
  readonly name: string
  readonly address: string
  readonly status: CentreStatus
  readonly openedOn: string
  readonly seats: number
}
export type EducationCentreConnectionRow = Connection<EducationCentreRow>

export interface ConsignmentRow extends OwnedRow {
  readonly educationCentreId: string
  readonly operatorCreditCode: string
  readonly purpose: string
  readonly startsOn: string
  readonly endsOn: string
  readonly endedOn: string | null
}
export type ConsignmentConnectionRow = Connection<ConsignmentRow>

export interface ProgrammeRow extends OwnedRow {
  readonly title: string
  readonly description: string
  readonly kind: ProgrammeKind
  readonly audience: LearnerGroup[]
  readonly status: ProgrammeStatus
  readonly startsOn: string
  readonly endsOn: string
  readonly capacity: number
  readonly places: Places
  /** Read by whoever may read attendance alone. */
  readonly freePlaces: number
  readonly fee: string
  readonly educationCentreId: string | null
}
export type ProgrammeConnectionRow = Connection<ProgrammeRow>

export interface SessionRow extends OwnedRow {
  readonly programmeId: string
  readonly ordinal: number
  readonly startsAt: string
  readonly endsAt: string
  readonly place: string | null
  readonly taughtByVolunteer: boolean
}
export type SessionConnectionRow = Connection<SessionRow>

/** What is offered, without who offers it. */
export interface CompetenceRow extends OwnedRow {
  readonly subject: Subject
  readonly hoursPerMonth: number
  readonly offeredSince: string
}
export type CompetenceConnectionRow = Connection<CompetenceRow>

export interface ProposalRow extends OwnedRow {
  readonly title: string
  readonly text: string
  readonly status: ProposalStatus
  readonly openedOn: string
  readonly votingUntil: string
}
export type ProposalConnectionRow = Connection<ProposalRow>

/** A voice without who raised it and without what was said. */
export interface VoiceRow extends OwnedRow {
  readonly kind: VoiceKind
  readonly serviceCode: VoiceTopic
  readonly status: VoiceStatus
  readonly requestedDatetime: string
  readonly answerText: string | null
  readonly answeredAt: string | null
}
export type VoiceConnectionRow = Connection<VoiceRow>

export interface DonationRow extends OwnedRow {
  readonly title: string
  readonly awardDate: string
  readonly amountAwarded: string
  readonly currency: string
  readonly fundingOrganisationCode: string | null
}
export type DonationConnectionRow = Connection<DonationRow>

export interface AccessGrantRow extends OwnedRow {
  readonly organisationCode: string | null
  readonly app: string | null
  readonly scopes: AccessScope[]
  readonly purpose: string
  readonly from: string
  readonly until: string
  readonly revokedAt: string | null
}
export type AccessGrantConnectionRow = Connection<AccessGrantRow>

export interface MoveConsentRow {
  readonly owner: string
  readonly direction: MoveDirection
  readonly until: string
  readonly key: string | null
  readonly givenAt: string
  readonly withdrawnAt: string | null
}

export interface LocalFieldRow extends RecordColumns {
  readonly owner: string
  readonly name: string
  readonly schema: unknown
  readonly value: unknown
  readonly level: SharingLevel
}
export type LocalFieldConnectionRow = Connection<LocalFieldRow>

export interface AccessLogEntryRow {
  readonly owner: string
  readonly sequence: number
  readonly at: string
  readonly role: ViewerRole
  readonly division: string | null
  readonly organisation: string | null
  readonly app: string | null
  readonly action: AccessAction
  readonly dataset: Dataset | null
  readonly fields: string[]
  readonly count: number
  readonly outcome: AccessOutcome
  readonly basis: AccessBasis | null
  readonly accessGrantId: string | null
  readonly consignmentId: string | null
  readonly purpose: string | null
  readonly hash: string
}
export type AccessLogEntryConnectionRow = Connection<AccessLogEntryRow>

export interface RefusalCountRow {
  readonly owner: string
  readonly day: string
  readonly action: AccessAction
  readonly dataset: Dataset | null
  readonly role: ViewerRole
  readonly calls: number
}
export type RefusalCountConnectionRow = Connection<RefusalCountRow>

/** A community's ledger: what is in it is loaded when it is asked for. */
export interface LedgerRow {
  /** The community's code. */
  readonly owner: string
}

export interface LedgerEntryRow extends OwnedRow {
  readonly bookedOn: string
  readonly debit: Account
  readonly credit: Account
  readonly amount: string
  readonly subject: string
  readonly donationId: string | null
}
export type LedgerEntryConnectionRow = Connection<LedgerEntryRow>

export interface GuidanceResponseRow extends OwnedRow {
  readonly guidanceId: string
  readonly decision: GuidanceDecision
  readonly reason: string | null
  readonly countermeasure: string | null
  readonly answeredOn: string
}
export type GuidanceResponseConnectionRow = Connection<GuidanceResponseRow>
