import type { Tier } from '@shequ/schema/tiers'

/** A table of a tier's that the plain statement reads: what is copied of it, into what. */
export interface ScratchTable {
  readonly tier: Tier
  readonly name: string
  /** The tier's own name of the table, where it is another. */
  readonly original?: string
  /** The columns copied, each with its type in the scratch database; enumerations become text. */
  readonly columns: Readonly<Record<string, string>>
  /** The indexes of the original that serve the statement. */
  readonly indexes: readonly string[]
}

/** The tables that hold the three-hop query's answer. Each has a name of its own there. */
export const scratchTables: readonly ScratchTable[] = [
  {
    tier: 'city',
    name: 'city',
    columns: { code: 'text', name: 'text' },
    indexes: ['unique index on city (code)'],
  },
  {
    tier: 'borough',
    name: 'borough',
    columns: { code: 'text', city_code: 'text', name: 'text', removed_at: 'timestamptz' },
    indexes: ['index on borough (city_code, code)'],
  },
  {
    tier: 'borough',
    name: 'street',
    columns: { code: 'text', name: 'text' },
    indexes: ['unique index on street (code)'],
  },
  {
    tier: 'borough',
    name: 'community',
    columns: {
      code: 'text',
      street_code: 'text',
      borough_code: 'text',
      name: 'text',
      kind: 'text',
      residents: 'int',
      removed_at: 'timestamptz',
    },
    indexes: ['index on community (borough_code, code)'],
  },
  {
    tier: 'community',
    name: 'sharing_rule',
    columns: { community_code: 'text', dataset: 'text', level: 'text' },
    indexes: ['unique index on sharing_rule (community_code, dataset)'],
  },
  {
    tier: 'community',
    name: 'hosted_community',
    original: 'community',
    columns: { community_code: 'text', smallest_cell: 'int' },
    indexes: ['unique index on hosted_community (community_code)'],
  },
  {
    tier: 'community',
    name: 'smallest_cell',
    columns: { community_code: 'text', from_year: 'int', value: 'int' },
    indexes: ['unique index on smallest_cell (community_code, from_year)'],
  },
  {
    tier: 'community',
    name: 'programme',
    columns: {
      community_code: 'text',
      id: 'uuid',
      title: 'text',
      starts_on: 'date',
      ends_on: 'date',
      capacity: 'int',
      enrolled: 'int',
      status: 'text',
      removed_at: 'timestamptz',
    },
    indexes: ['index on programme (community_code, starts_on, id)'],
  },
]
