import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import type { Dataset, SharingLevel } from '../generated/resolver-types.js'

/** A dataset of a community's. */
export interface CommunityDataset {
  readonly community: string
  readonly dataset: Dataset
}

interface LevelRow {
  readonly community: string
  readonly dataset: Dataset | null
  readonly level: SharingLevel | null
}

/**
 * Loads how far communities share datasets, all that a query asks in one statement: PRIVATE without a rule; null for a
 * community that this server lacks.
 */
export function sharingLevelLoader(run: RunStatement): DataLoader<CommunityDataset, SharingLevel | null, string> {
  return new DataLoader<CommunityDataset, SharingLevel | null, string>(
    async (asked) => {
      const rows = await run<LevelRow>({
        text: `select community.community_code as community, dataset, level from community
left join sharing_rule on sharing_rule.community_code = community.community_code
  and sharing_rule.community_code = any($1::text[]) and dataset = any($2::text[])
where community.community_code = any($1::text[])`,
        values: [
          [...new Set(asked.map(({ community }) => community))],
          [...new Set(asked.map(({ dataset }) => dataset))],
        ],
      })
      const known = new Set(rows.map(({ community }) => community))
      const levels = new Map(rows.map((row) => [nameOf(row), row.level]))
      return asked.map((key) => (known.has(key.community) ? (levels.get(nameOf(key)) ?? 'PRIVATE') : null))
    },
    { cacheKeyFn: nameOf },
  )
}

function nameOf({ community, dataset }: { readonly community: string; readonly dataset: string | null }): string {
  return `${community} ${dataset ?? ''}`
}
