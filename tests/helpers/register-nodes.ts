import type { NodeEntry } from '@shequ/gateway/fetch/nodes/node-entry'
import { withClient } from '@shequ/postgres/with-client'

/** Enters nodes into a borough's register as they are, without the steps by which a node gets there. */
export async function registerNodes(boroughUrl: string, entries: readonly NodeEntry[]): Promise<void> {
  await withClient(boroughUrl, async (client) => {
    await client.query(
      `insert into node (community_code, status, epoch, address, keys, stale_for)
       select community, status::node_status, epoch, address, keys, "staleFor" from jsonb_to_recordset($1::jsonb)
         as entry (community text, status text, epoch int, address text, keys jsonb, "staleFor" int)
       order by community
       on conflict (community_code) do update set status = excluded.status, epoch = excluded.epoch, address = excluded.address,
         keys = excluded.keys, stale_for = excluded.stale_for`,
      [JSON.stringify(entries)],
    )
  })
}
