import type { Connection } from '@shequ/subgraph/paging/connection'
import type { measureDefinitions } from '@shequ/subgraph/measures/definitions'
import type { MeasureRow, MeasureTable } from '@shequ/subgraph/measures/measure-table'
import type { RecordColumns } from '@shequ/subgraph/records/provenance'
import type {
  AccessRequestStatus,
  DesignationLevel,
  DesignationSubject,
  Measure,
  OrganisationKind,
} from '../generated/resolver-types.js'

export interface CityRow extends RecordColumns {
  readonly code: string
  /** The city's own code: it owns its record. */
  readonly owner: string
  readonly name: string
  readonly otherNames: string[]
  readonly residents: number | null
  readonly residentsEstimated: boolean
  readonly codeListId: string
}

/** Which generated activity a city has. */
export interface GeneratedActivityRow {
  readonly owner: string
  readonly day: string
  readonly from: string
  readonly announcedUntil: string | null
  readonly seed: string
}

export interface LearningCityProgrammeRow extends RecordColumns {
  readonly owner: string
  readonly launchYear: number
  readonly goals: string[]
  readonly competitiveness: string
  readonly socialCohesion: string
}

/** A community as the city tier names it. */
export interface CommunityRow {
  readonly code: string
}

/** A borough and a street as the city tier names them. */
export interface BoroughRow {
  readonly code: string
}
export interface StreetRow {
  readonly code: string
}

export type MeasureTableRow = MeasureTable
export type MeasureRowRow = MeasureRow
export type MeasureDefinitionRow = ReturnType<typeof measureDefinitions>[number]
export type MeasureTermRow = MeasureDefinitionRow['numerator'][number]

/** A value of an enum with its names. */
export interface CodeListEntryRow {
  readonly code: string
  readonly label: string
  readonly labelEnglish: string
}
export interface CodeListRow {
  readonly name: string
  readonly entries: readonly CodeListEntryRow[]
}

/** A record that a city owns. */
interface OwnedRow extends RecordColumns {
  /** The city's code. */
  readonly owner: string
  /** The id by which the graph names the record. */
  readonly id: string
  /** The id in its table. */
  readonly uuid: string
}

export interface CityGuidanceRow extends OwnedRow {
  readonly title: string
  readonly text: string
  readonly issuedOn: string
  readonly answerBy: string | null
  /** The city, or some of its boroughs. */
  readonly addressees: string[]
}
export type CityGuidanceConnectionRow = Connection<CityGuidanceRow>

export interface OrdinanceRow extends OwnedRow {
  readonly title: string
  readonly summary: string
  readonly adoptedOn: string
  readonly inForceFrom: string
  readonly repealedOn: string | null
}
export type OrdinanceConnectionRow = Connection<OrdinanceRow>

export interface PlanningCommitteeRow extends OwnedRow {
  readonly name: string
  readonly establishedOn: string
}
export type PlanningCommitteeConnectionRow = Connection<PlanningCommitteeRow>

export interface CommitteeSeatRow {
  readonly office: string
  readonly organisationCode: string | null
  readonly chair: boolean
}

export interface CommitteeDecisionRow extends OwnedRow {
  readonly title: string
  readonly resolution: string
  readonly decidedOn: string
}
export type CommitteeDecisionConnectionRow = Connection<CommitteeDecisionRow>

export interface PilotDesignationRow extends OwnedRow {
  readonly level: DesignationLevel
  readonly subjectKind: DesignationSubject
  readonly subjectCode: string
  readonly awardedBy: string
  readonly from: string
  readonly to: string | null
}
export type PilotDesignationConnectionRow = Connection<PilotDesignationRow>

export interface TargetRow extends RecordColumns {
  readonly owner: string
  readonly measure: Measure
  readonly year: number
  readonly value: number
}

export interface OrganisationRow extends RecordColumns {
  readonly creditCode: string
  /** The city that registered it. */
  readonly owner: string
  readonly name: string
  readonly otherNames: string[]
  readonly kind: OrganisationKind
  readonly foundingDate: string | null
}
export type OrganisationConnectionRow = Connection<OrganisationRow>

/** A client of an organisation, as the hub's issuer has it. */
export interface ClientRow {
  readonly id: string
  readonly name: string
  readonly scopes: string[]
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly earlierSecretUntil: Date | null
  readonly revokedAt: Date | null
}

export interface AccessRequestRow {
  readonly owner: string
  /** The id by which the graph names the request. */
  readonly id: string
  /** The id in its table. */
  readonly uuid: string
  readonly creditCode: string
  readonly purpose: string
  readonly scopes: string[]
  readonly status: AccessRequestStatus
  readonly reason: string | null
  readonly requestedAt: string
  readonly decidedAt: string | null
}
export type AccessRequestConnectionRow = Connection<AccessRequestRow>
