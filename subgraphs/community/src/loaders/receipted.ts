import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'
import { hashOfReceipt } from '@shequ/subgraph/records/receipt'
import type { EnrolmentStatus } from '../generated/resolver-types.js'

/** A receipt as somebody shows it. */
export interface ShownReceipt {
  readonly community: string
  readonly receipt: string
}

/** What a receipt is for, by ids in the graph: a place in a programme with its state, or a voice. */
export interface Receipted {
  readonly programme: string | null
  readonly status: EnrolmentStatus | null
  readonly voice: string | null
}

const text = `select receipt.community_code as community, encode(receipt.hash, 'hex') as hash, receipt.community_code || ':' || receipt.programme_id as programme,
  enrolment.status, receipt.community_code || ':' || receipt.voice_id as voice
from unnest($1::text[], $2::bytea[]) as shown (community_code, hash)
join receipt using (community_code, hash) left join enrolment using (community_code, programme_id, resident)
where receipt.until >= $3::date`

/** Loads what receipts are for, all in one statement; null for what is no receipt, or none any more. */
export function receiptedLoader(run: RunStatement, today: string): DataLoader<ShownReceipt, Receipted | null, string> {
  return new DataLoader<ShownReceipt, Receipted | null, string>(
    async (shown) => {
      const kept = shown.map(({ community, receipt }) => ({ community, hash: hashOfReceipt(receipt) }))
      const rows = await run<Receipted & { readonly community: string; readonly hash: string }>({
        text,
        values: [kept.map(({ community }) => community), kept.map(({ hash }) => hash), today],
      })
      const keys = kept.map(({ community, hash }) => keyOf(community, hash.toString('hex')))
      return inKeyOrder(keys, rows, ({ community, hash }) => keyOf(community, hash))
    },
    { cacheKeyFn: ({ community, receipt }) => keyOf(community, receipt) },
  )
}

function keyOf(community: string, receipt: string): string {
  return `${community} ${receipt}`
}
