import type { Connection } from '@shequ/subgraph/paging/connection'
import type { MeasureRow, MeasureTable } from '@shequ/subgraph/measures/measure-table'
import type { RecordColumns } from '@shequ/subgraph/records/provenance'
import type { Whereabouts } from '@shequ/subgraph/records/whereabouts'
import type {
  AccessScope,
  Account,
  CentreStatus,
  Dataset,
  GuidanceDecision,
  LearnerGroup,
  Places,
  ProgrammeKind,
  ProgrammeStatus,
  ProposalStatus,
  SharingLevel,
  SessionStatus,
  Subject,
  TeacherRole,
  VoiceKind,
  VoiceStatus,
  VoiceTopic,
} from '../generated/resolver-types.js'
import type { OwnedRow } from './owned-row.js'

export type * from './access-rows.js'

/** A record of one type or another, which it names. */
export interface CommunityRecordRow extends OwnedRow {
  readonly __typename?: string
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

export interface EducationCentreRow extends OwnedRow, Whereabouts {
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
  readonly scopes: AccessScope[]
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
  readonly teacher: TeacherRole | null
  readonly teachingOrganisation: { readonly creditCode: string } | null
  readonly picture: string | null
  readonly languages: string[]
  readonly educationCentreId: string | null
}
export type ProgrammeConnectionRow = Connection<ProgrammeRow>

export interface SessionRow extends OwnedRow {
  readonly programmeId: string
  readonly ordinal: number
  readonly startsAt: string
  readonly endsAt: string
  readonly status: SessionStatus
  readonly previousStartsAt: string | null
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
  /** In the answer to the write that made it alone. */
  readonly receipt?: string | null
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
