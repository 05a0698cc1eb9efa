import type { Tier } from '@shequ/schema/tiers'
import type { Pool } from 'pg'

/** What one process of the bench serves. */
export type Service =
  | { readonly kind: 'hub'; readonly dataDir: string; readonly urls: Readonly<Record<Tier, string>> }
  | { readonly kind: 'gateway'; readonly dataDir: string; readonly subgraphs: Readonly<Record<Tier, string>> }
  | { readonly kind: 'subgraph'; readonly dataDir: string; readonly tier: Tier; readonly url: string }
  | { readonly kind: 'stock'; readonly subgraphs: Readonly<Record<Tier, string>> }
  | { readonly kind: 'statement'; readonly url: string }

/** A service that listens on a free port of 127.0.0.1. */
export interface Served {
  /** Where it is asked. */
  readonly url: string
  /** The connections to its databases, where it has any. */
  readonly pools: readonly Pool[]
  /** How often its subgraphs were called so far. */
  calls(): number
  close(): Promise<void>
}
