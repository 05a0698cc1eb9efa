import type { Writing as TierWriting } from '@shequ/subgraph/writes/writing'
import type { Database } from './open-database.js'

/** What a write needs: the database, the moment it is made, and the right by which it is done. */
export interface Writing extends TierWriting<Database> {
  /** The grant or consignment under which it is done, by its id in its table; null for the office. */
  readonly grant: string | null
}

/** What every record that is made or changed tells of it. */
export function written({ now }: TierWriting<Database>): { source: string; updatedAt: Date } {
  return { source: 'hub', updatedAt: now() }
}
