import type { Writing as TierWriting } from '@shequ/subgraph/writes/writing'
import type { CallDatabase } from './open-database.js'

/** What a write needs: the database, for rows of its owner alone, and the moment it is made. */
export type Writing = TierWriting<CallDatabase>
