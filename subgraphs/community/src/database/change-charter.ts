import { mostSmallestCell } from '@shequ/schema/measures/disclosure-rules'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { given, notNull } from '@shequ/subgraph/records/given'
import { requireRange } from '@shequ/subgraph/records/numbers'
import { longText, optionalText, shortText } from '@shequ/subgraph/records/text'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { ChangeCharterInput } from '../generated/resolver-types.js'
import { requireCommunity } from './require-community.js'
import { type Writing, written } from './writing.js'

/** Changes a community's charter: what is left out stays, and null takes the predecessor away. Gives the community's code. */
export async function changeCharter(writing: Writing, input: ChangeCharterInput): Promise<string> {
  const { community: communityCode } = input
  const adoptedOn = notNull('adoptedOn', input.adoptedOn)
  if (adoptedOn) requireNotAhead('adoptedOn', adoptedOn, writing.today())
  const smallestCell = notNull('smallestCell', input.smallestCell)
  const data = given({
    selfGovernance: optionalText('selfGovernance', notNull('selfGovernance', input.selfGovernance), longText),
    predecessorWorkUnit: optionalText('predecessorWorkUnit', input.predecessorWorkUnit, shortText),
    charterAdoptedOn: adoptedOn && toDayColumn(adoptedOn),
  })
  return writing.database.write(async (transaction) => {
    await requireCommunity(transaction.sql, communityCode)
    await transaction.community.update({ where: { communityCode }, data: { ...data, ...written(writing) } })
    if (smallestCell !== undefined) await raiseSmallestCell(transaction.sql, writing, communityCode, smallestCell)
    return communityCode
  })
}

/**
 * Sets the smallest count from next year on. A year's months and quarters are protected with it as one, so that what holds for them
 * never changes within it; and what was hidden under a larger count must not come out. The community's row is locked by now.
 */
async function raiseSmallestCell(
  sql: TransactionSql,
  { today }: Writing,
  community: string,
  value: number,
): Promise<void> {
  const nextYear = Number(today().slice(0, 4)) + 1
  const [least] = await sql<{ value: number }>(
    `select value from smallest_cell where community_code = $1 and from_year <= $2
     union all select smallest_cell from community where community_code = $1
     order by value desc limit 1`,
    community,
    nextYear,
  )
  requireRange('smallestCell', value, least?.value ?? 0, mostSmallestCell)
  await sql(
    `insert into smallest_cell (community_code, from_year, value) values ($1, $2, $3)
     on conflict (community_code, from_year) do update set value = excluded.value`,
    community,
    nextYear,
    value,
  )
}
