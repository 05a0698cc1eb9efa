import type { Tier } from '@shequ/schema/tiers'

/** Whose database it is: a tier's, or that of the issuer of tokens. */
export type Store = Tier | 'issuer'

/** What a tier's database and its two roles are called on a server. */
export interface TierNames {
  readonly database: string
  /** Owns the database and everything in it: runs migrations and bulk loads. */
  readonly owner: string
  /** What the subgraph queries with: reads and writes rows, changes no structure. */
  readonly runtime: string
}

export function namesOf(tier: Store): TierNames {
  return { database: `shequ_${tier}`, owner: `shequ_${tier}_owner`, runtime: `shequ_${tier}` }
}
