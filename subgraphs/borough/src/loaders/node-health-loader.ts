import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'
import type { NodeHealth } from '../generated/resolver-types.js'

type Row = NodeHealth & { readonly community: string }

/** Loads how gateways fared with the nodes of communities, over the hours that are kept: one statement for all that a query asks. */
export function nodeHealthLoader(run: RunStatement): DataLoader<string, NodeHealth | null> {
  return new DataLoader(async (communities: readonly string[]) => {
    const rows = await run<Row>({
      text: `select community_code as community, coalesce(sum(requests), 0)::int as requests, coalesce(sum(failures), 0)::int as failures,
          coalesce(sum(rejections), 0)::int as rejections,
          (sum(milliseconds)::float8 / nullif(sum(requests - failures), 0)) as "meanLatency"
        from unnest($1::text[]) asked (community_code) left join node_health using (community_code)
        group by community_code`,
      values: [communities],
    })
    return inKeyOrder(communities, rows, ({ community }) => community)
  })
}
