import type { Connection } from '@shequ/subgraph/paging/connection'
import type { RecordColumns } from '@shequ/subgraph/records/provenance'
import type { Dataset, LearnerGroup, ProgrammeKind, ProgrammeStatus, SharingLevel } from './generated/resolver-types.js'

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
}

/** Profile and charter of a community, with what it shares. */
export interface CommunitySelfRow extends RecordColumns {
  readonly owner: string
  readonly introduction: string
  readonly address: string
  readonly officeHours: string
  readonly foundingDate: string | null
  readonly selfGovernance: string
  readonly predecessorWorkUnit: string | null
  readonly adoptedOn: string
  readonly smallestCell: number
  /** The level of each dataset; one that is missing is PRIVATE. */
  readonly levels: Readonly<Partial<Record<Dataset, SharingLevel>>>
}

export interface ProgrammeRow extends OwnedRow {
  readonly title: string
  readonly description: string
  readonly kind: ProgrammeKind
  readonly audience: LearnerGroup[]
  readonly status: ProgrammeStatus
  readonly startsOn: string
  readonly endsOn: string
  readonly capacity: number
  readonly freePlaces: number
  readonly fee: string
  readonly educationCentreId: string | null
}
export type ProgrammeConnectionRow = Connection<ProgrammeRow>
