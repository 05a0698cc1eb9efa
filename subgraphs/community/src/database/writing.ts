import type { Writing as TierWriting } from '@shequ/subgraph/writes/writing'
import type { Database } from './open-database.js'

/** What a write needs: the database, and the moment it is made. */
export type Writing = TierWriting<Database>

/** What every record that is made or changed tells of it. */
export function written({ now }: Writing): { source: string; updatedAt: Date } {
  return { source: 'hub', updatedAt: now() }
}
