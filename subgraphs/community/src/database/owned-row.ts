import type { RecordColumns } from '@shequ/subgraph/records/provenance'

/** A record that a community owns. */
export interface OwnedRow extends RecordColumns {
  /** The community's code. */
  readonly owner: string
  /** The id by which the graph names the record. */
  readonly id: string
  /** The id in its table. */
  readonly uuid: string
}
