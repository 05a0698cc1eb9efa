import type { PublishedConsignment } from '@shequ/schema/publications/publication'
import type { Connection } from '@shequ/subgraph/paging/connection'
import type { MeasureRow, MeasureTable } from '@shequ/subgraph/measures/measure-table'
import type { RecordColumns } from '@shequ/subgraph/records/provenance'
import type { Whereabouts } from '@shequ/subgraph/records/whereabouts'
import type {
  AllocationPurpose,
  CentreStatus,
  CommunityKind,
  GuidanceDecision,
  LearnerGroup,
  NodeStatus,
  Places,
  ProgrammeKind,
  ServiceStatus,
  TeacherRole,
} from '../generated/resolver-types.js'

/** A city as the borough tier names it. */
export interface CityRow {
  readonly code: string
}

/** A division of the borough's register. */
export interface DivisionRow extends RecordColumns {
  readonly code: string
  /** The borough that keeps the register. */
  readonly owner: string
  readonly name: string
}

export interface BoroughRow extends DivisionRow {
  readonly cityCode: string
  readonly otherNames: string[]
  readonly residents: number | null
  readonly residentsEstimated: boolean
}

export type StreetRow = DivisionRow

export interface CommunityRow extends DivisionRow {
  readonly streetCode: string
  readonly otherNames: string[]
  readonly kind: CommunityKind
  readonly residents: number | null
  readonly olderResidents: number | null
  readonly residentsEstimated: boolean
}
export type CommunityConnectionRow = Connection<CommunityRow>

/** A community's entry in the register of nodes. */
export interface NodeRow {
  readonly communityCode: string
  readonly boroughCode: string
  readonly status: NodeStatus
  readonly epoch: number
  readonly since: string | null
  readonly lastSeen: string | null
  readonly staleFor: number
  readonly address: string | null
}
export type NodeConnectionRow = Connection<NodeRow>

export interface NodeInvitationRow {
  readonly community: string
  readonly token: string
  readonly until: string
}

export type MeasureTableRow = MeasureTable
export type MeasureRowRow = MeasureRow

/** A record that a borough owns. */
interface OwnedRow extends RecordColumns {
  /** The borough's code. */
  readonly owner: string
  /** The id by which the graph names the record. */
  readonly id: string
  /** The id in its table. */
  readonly uuid: string
}

export interface ServiceCentreRow extends OwnedRow {
  readonly name: string
  readonly address: string
  readonly status: ServiceStatus
  readonly openedOn: string
}
export type ServiceCentreConnectionRow = Connection<ServiceCentreRow>

export interface ServiceRow extends OwnedRow {
  readonly name: string
  readonly description: string
  readonly status: ServiceStatus
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  readonly schedule: string
  readonly audience: LearnerGroup[]
  readonly serviceArea: string[]
  readonly serviceCentreId: string
}
export type ServiceConnectionRow = Connection<ServiceRow>

export interface AllocationRow extends OwnedRow {
  readonly communityCode: string
  readonly year: number
  readonly purpose: AllocationPurpose
  readonly amount: string
  readonly relieved: string
}
export type AllocationConnectionRow = Connection<AllocationRow>

export interface GuidanceRow extends OwnedRow {
  readonly title: string
  readonly text: string
  readonly issuedOn: string
  readonly answerBy: string | null
}
export type GuidanceConnectionRow = Connection<GuidanceRow>

/** A record that a community owns, as the borough names it. */
export interface ProgrammeRow {
  readonly id: string
}
export interface EducationCentreRow {
  readonly id: string
}
export interface ConsignmentRow {
  readonly id: string
}
/** A city's guidance, as the borough tier names it: with the areas it is addressed to where a field needs them. */
export interface CityGuidanceRow {
  readonly id: string
  readonly addressees?: readonly string[]
}
export interface GuidanceResponseRow {
  readonly id: string
}

/** What a community published, as the catalogue has it. */
interface ListedRow {
  /** The community's code. */
  readonly owner: string
  /** The id by which the graph names the record at its owner. */
  readonly id: string
  readonly uuid: string
  readonly asOf: string
}

export interface ListedProgrammeRow extends ListedRow {
  readonly title: string
  readonly description: string
  readonly kind: ProgrammeKind
  readonly audience: LearnerGroup[]
  readonly startsOn: string
  readonly endsOn: string
  readonly capacity: number
  readonly places: Places
  readonly fee: string
  readonly teacher: TeacherRole | null
  readonly teachingOrganisation: OrganisationRow | null
  readonly picture: string | null
  readonly languages: string[]
  readonly sessions: { readonly startsAt: string; readonly endsAt: string }[]
  readonly educationCentreId: string | null
}
export type ListedProgrammeConnectionRow = Connection<ListedProgrammeRow>

export interface ListedCentreRow extends ListedRow, Whereabouts {
  readonly name: string
  readonly address: string
  readonly status: CentreStatus
  readonly seats: number
  readonly consignments: readonly PublishedConsignment[] | null
}
export type ListedCentreConnectionRow = Connection<ListedCentreRow>

export interface ListedConsignmentRow {
  /** The id by which the graph names the consignment at its owner. */
  readonly id: string
  readonly operatorCreditCode: string
  readonly educationCentreId: string
  readonly startsOn: string
  readonly endsOn: string
  readonly endedOn: string | null
}
export type ListedConsignmentConnectionRow = Connection<ListedConsignmentRow>

/** An organisation, as the borough tier names it. */
export interface OrganisationRow {
  readonly creditCode: string
}

/** A programme or centre that left the catalogue. */
export interface CatalogueWithdrawalRow {
  readonly owner: string
  readonly id: string
  readonly uuid: string
  readonly kind: 'PROGRAMME' | 'CENTRE'
  readonly withdrawnAt: string
}
export type CatalogueWithdrawalConnectionRow = Connection<CatalogueWithdrawalRow>

export interface GuidanceAnswerRow extends ListedRow {
  readonly decision: GuidanceDecision
  readonly answeredOn: string
}
export type GuidanceAnswerConnectionRow = Connection<GuidanceAnswerRow>
