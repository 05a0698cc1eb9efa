import { everyOwner } from '@shequ/postgres/write-owners'
import { HubError } from '@shequ/schema/errors/hub-error'
import { writeFor } from '@shequ/subgraph/database/write-for'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { ReportNodeHealthInput } from '../generated/resolver-types.js'

const mostNodes = 1_000

/** Hours that are kept. */
const healthHours = 24

/**
 * Takes down what a gateway counted, by hour: counts only grow, so that a report that comes twice or late changes
 * nothing. What is older than a day goes.
 *
 * @returns how many of the nodes are registered
 * @throws {HubError} BAD_USER_INPUT
 */
export async function reportNodeHealth(
  sql: TransactionSql,
  { gateway, nodes }: ReportNodeHealthInput,
  now: Date,
): Promise<number> {
  requireRange('nodes', nodes.length, 0, mostNodes)
  if (!/^[\w-]{1,64}$/.test(gateway)) {
    throw new HubError('BAD_USER_INPUT', 'Expected `gateway` to have 1 to 64 letters, digits, - or _.', {
      argument: 'gateway',
    })
  }
  const oldest = new Date(now.getTime() - healthHours * 3_600_000).toISOString()
  await writeFor(sql, everyOwner)
  await sql(`delete from node_health where hour < $1::timestamptz`, oldest)
  await writeFor(
    sql,
    nodes.map(({ community }) => community),
  )
  const rows = await sql(
    `with report as (
       select community, hour, requests, failures, rejections, milliseconds, "lastSeen" as last_seen from jsonb_to_recordset($1::jsonb)
         as given (community text, hour timestamptz, requests int, failures int, rejections int, milliseconds int, "lastSeen" timestamptz)
       where exists (select from node where community_code = community)
     ), counted as (
       insert into node_health as kept (community_code, hour, gateway, requests, failures, rejections, milliseconds)
       select community, hour, $2, requests, failures, rejections, milliseconds from report where hour >= $3::timestamptz
       on conflict (community_code, hour, gateway) do update set
         requests = greatest(kept.requests, excluded.requests), failures = greatest(kept.failures, excluded.failures),
         rejections = greatest(kept.rejections, excluded.rejections), milliseconds = greatest(kept.milliseconds, excluded.milliseconds)
     ), latest as (
       select community, max(last_seen) as last_seen from report group by community
     ), later as materialized (
       -- Locked in the order of their codes, so that reports that come at once wait for each other.
       select community_code, latest.last_seen from node join latest on community_code = community
       where latest.last_seen > coalesce(node.last_seen, '-infinity') order by community_code for no key update of node
     ), seen as (
       update node set last_seen = later.last_seen from later where node.community_code = later.community_code
     )
     select distinct community from report`,
    JSON.stringify(nodes),
    gateway,
    oldest,
  )
  return rows.length
}
