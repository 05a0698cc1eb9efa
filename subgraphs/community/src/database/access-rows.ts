import type { Connection } from '@shequ/subgraph/paging/connection'
import type { RecordColumns } from '@shequ/subgraph/records/provenance'
import type {
  AccessAction,
  AccessBasis,
  AccessOutcome,
  AccessScope,
  Dataset,
  MoveDirection,
  SharingLevel,
  ViewerRole,
} from '../generated/resolver-types.js'
import type { OwnedRow } from './owned-row.js'

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
