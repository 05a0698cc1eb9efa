import type { Readiness, TierSource } from '../fetch/tier-source.js'

/** Whether the hub can answer, and which of its tiers can't. */
export interface HubReadiness {
  readonly ready: boolean
  readonly tiers: Readonly<Record<string, Readiness>>
}

/** Asks every tier at once for a sign of life. The hub is ready when all are. */
export async function readinessOf(sources: ReadonlyMap<string, TierSource>): Promise<HubReadiness> {
  const entries = await Promise.all([...sources].map(async ([name, source]) => [name, await source.ready()] as const))
  return { ready: entries.every(([, tier]) => tier.ready), tiers: Object.fromEntries(entries) }
}
