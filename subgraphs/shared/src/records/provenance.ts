import type { Tier } from '@shequ/schema/tiers'

/** The columns that every record has and that tell where it comes from. */
export interface RecordColumns {
  readonly source: string
  readonly updatedAt: string
  readonly removedAt: string | null
}

/** Where a record comes from, as the schema's `Provenance` tells it. */
export interface Provenance {
  tier: 'CITY' | 'BOROUGH' | 'COMMUNITY'
  owner: string
  source: string
  generated: boolean
  updatedAt: string
  removedAt: string | null
}

/** Generated records carry a source that begins so; the seed and the generator's version follow. */
export const generatedSource = 'generated'

const tierNames: Readonly<Record<Tier, Provenance['tier']>> = {
  city: 'CITY',
  borough: 'BOROUGH',
  community: 'COMMUNITY',
}

/** The provenance of a record that a division of a tier owns. */
export function provenanceOf(tier: Tier, owner: string, record: RecordColumns): Provenance {
  return {
    tier: tierNames[tier],
    owner,
    source: record.source,
    generated: record.source.startsWith(generatedSource),
    updatedAt: record.updatedAt,
    removedAt: record.removedAt,
  }
}
