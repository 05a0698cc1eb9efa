import type { ClientBase } from 'pg'
import type { CodeChange, Divisions } from '../divisions/divisions.js'
import { bury } from './bury.js'

/**
 * Gives each community a place on the hosted server, but those that have a node of their own. Until it says otherwise, what it publishes (centres and programmes) is
 * for everybody to see, and everything else for nobody. What a community wrote itself stays.
 */
export async function openCommunities(
  client: ClientBase,
  { codeList, communities }: Divisions,
  changes: readonly CodeChange[],
): Promise<number> {
  const opened = await client.query<{ code: string }>(
    `insert into community (community_code, source) select code, $2 from unnest($1::text[]) code
     where not exists (select from community_place where community_code = code and state <> 'HERE')
     on conflict (community_code) do update set removed_at = null, updated_at = now() where community.removed_at is not null
     returning community_code as code`,
    [communities.map(({ code }) => code), codeList.id],
  )
  await client.query(
    `insert into sharing_rule (community_code, dataset, level)
     select code, dataset, 'PUBLIC' from unnest($1::text[]) code, unnest('{CENTRES,PROGRAMMES}'::text[]) dataset
     on conflict (community_code, dataset) do nothing`,
    [opened.rows.map(({ code }) => code)],
  )
  const removed = changes.map((change) => change.from)
  return opened.rows.length + (await bury(client, 'community', 'community_code', removed))
}
