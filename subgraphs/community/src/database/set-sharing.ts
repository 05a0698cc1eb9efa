import { cityOf } from '@shequ/schema/codes/division-code'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { sharingLevels } from '@shequ/schema/returns/measure-return'
import { writeFor } from '@shequ/subgraph/database/write-for'
import { type ReturnVersion, enqueueReturns } from '@shequ/subgraph/returns/enqueue-returns'
import { reaches } from '@shequ/subgraph/returns/strip-return'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { SetSharingInput, SharingLevel } from '../generated/resolver-types.js'
import { holdOffRelease } from '../node/place/hold-off-release.js'
import { narrowSums } from '../returns/withdraw/narrow-sums.js'
import { withAreasAround, withdrawSums } from '../returns/withdraw/withdraw-sums.js'
import { markCommunity } from './mark-community.js'
import { requireCommunity } from './require-community.js'
import type { Writing } from './writing.js'

/**
 * Sets how far a community shares a dataset, and gives the community's code. What was returned of the dataset follows in the
 * same transaction: every return becomes a new version with the new level, which takes cells out of the tiers above, or brings
 * them there.
 */
export async function setSharing(writing: Writing, input: SetSharingInput): Promise<string> {
  const { community, dataset, level } = input
  return writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    await holdOffRelease(sql, cityOf(community))
    await writeFor(sql, withAreasAround(community))
    const before = await changeRule(sql, writing, input)
    const measured = measuredDatasets.find((name) => name === dataset)
    if (before === level || measured === undefined) return community
    await changeReturns(sql, writing, community, measuredDatasets.indexOf(measured), level)
    if (reaches(before, 'city') && !reaches(level, 'city')) await withdrawSums(sql, community, measured)
    if (before === 'PUBLIC' || level === 'PUBLIC') await narrowSums(sql, community, measured, writing.now())
    return community
  })
}

/** Changes the rule and gives the level before. One change at a time: the community's row is locked. */
async function changeRule(sql: TransactionSql, writing: Writing, input: SetSharingInput): Promise<SharingLevel> {
  const { community, dataset, level } = input
  await markCommunity(sql, writing, community)
  const [rule] = await sql<{ level: SharingLevel }>(
    'select level::text as level from sharing_rule where community_code = $1 and dataset = $2',
    community,
    dataset,
  )
  await sql(
    `insert into sharing_rule (community_code, dataset, level) values ($1, $2, $3::sharing_level)
     on conflict (community_code, dataset) do update set level = excluded.level`,
    community,
    dataset,
    level,
  )
  return rule?.level ?? sharingLevels[0]
}

async function changeReturns(
  sql: TransactionSql,
  { now }: Writing,
  community: string,
  place: number,
  level: SharingLevel,
): Promise<void> {
  const changed = await sql<ReturnVersion>(
    `update measure_return set levels[$2::int] = $3::sharing_level, version = version + 1, released_at = $4
     where division_code = $1 and kind = 'NAMED' and cardinality(levels) > $2::int - 1 returning division_code as division, period, version`,
    community,
    place + 1,
    level,
    now(),
  )
  await enqueueReturns(
    sql,
    changed.toSorted((one, other) => (one.period < other.period ? -1 : 1)),
  )
}
