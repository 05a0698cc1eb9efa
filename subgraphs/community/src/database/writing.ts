import type { Database } from './open-database.js'

/** What a write needs: the database, and the moment it is made. */
export interface Writing {
  readonly database: Database
  readonly now: () => Date
  /** The day of the write in China Standard Time. */
  readonly today: () => string
}

/** What every record that is made or changed tells of it. */
export function written({ now }: Writing): { source: string; updatedAt: Date } {
  return { source: 'hub', updatedAt: now() }
}
