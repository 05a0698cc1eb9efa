import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'
import { loaderBy } from '@shequ/subgraph/loaders/loader-by'
import type { GuidanceAdaptation } from '../generated/resolver-types.js'

const text = `select guidance.borough_code || ':' || guidance.id as key,
  coalesce(nullif((select count(*) from guidance_recipient
      where guidance_recipient.borough_code = guidance.borough_code and guidance_id = guidance.id), 0),
    (select count(*) from community where community.borough_code = guidance.borough_code and removed_at is null))::int as addressed,
  answers.*
from guidance cross join lateral (
  select count(*)::int as answered, (count(*) filter (where decision = 'ADOPTED'))::int as adopted,
    (count(*) filter (where decision = 'ADAPTED'))::int as adapted, (count(*) filter (where decision = 'DECLINED'))::int as declined
  from guidance_answer where guidance_id = guidance.borough_code || ':' || guidance.id and level >= $3::sharing_level
) answers
where guidance.borough_code = any($1::text[]) and guidance.id = any($2::uuid[])`

/** Guidance whose answers are to be counted. */
export interface AnsweredGuidance {
  /** The guidance's id in the graph. */
  readonly key: string
  readonly owner: string
  readonly uuid: string
}

type Counted = Omit<GuidanceAdaptation, 'rate' | '__typename'> & { readonly key: string }

/** Counts how guidance was answered, for all guidance that a query asks about in one statement, by how much the viewer may know. */
export function guidanceAdaptationLoader(run: RunStatement) {
  return loaderBy(
    async (level: SharingLevel, guidance: readonly AnsweredGuidance[]): Promise<(GuidanceAdaptation | Error)[]> => {
      const owners = [...new Set(guidance.map(({ owner }) => owner))]
      const rows = await run<Counted>({ text, values: [owners, guidance.map(({ uuid }) => uuid), level] })
      const counted = inKeyOrder<string, Counted>(
        guidance.map(({ key }) => key),
        rows,
        ({ key }) => key,
      )
      return counted.map((row) => (row ? { ...row, rate: rateOf(row) } : new Error('Expected guidance that is there.')))
    },
  )
}

/** Percent of the answers that are not plain agreement; null without an answer. */
function rateOf({ answered, adapted, declined }: Counted): number | null {
  return answered === 0 ? null : (100 * (adapted + declined)) / answered
}
