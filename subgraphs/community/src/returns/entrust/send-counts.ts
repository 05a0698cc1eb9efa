import { communityOfNode } from '@shequ/process/keys/node-name'
import { HubError } from '@shequ/schema/errors/hub-error'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type {
  CountsProcessor,
  Entrusted,
  EntrustedPeriod,
  EntrustedReceipt,
} from '@shequ/subgraph/nodes/entrusted-counts'
import { type Sender, signMessage } from '@shequ/subgraph/returns/signed-message'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { citiesToClose } from '../due/cities-to-close.js'
import { countWithParts } from '../count/count-with-parts.js'
import { dominatedCounts, partsOf } from '@shequ/disclosure'
import { dueOfNode } from '../due/due-periods.js'
import { holdOffRelease } from '../../node/place/hold-off-release.js'
import { hostedCommunities } from '../store/hosted-communities.js'
import { type ReleasedPattern, releasedPatterns } from '../store/released-patterns.js'
import { keepReturns, storeReturns } from '../store/store-returns.js'
import { coveredFirst, readEntrustment } from './covered-periods.js'

export interface SendCounts {
  /** The node's own community database. */
  readonly pool: Pool
  /** The node, as it signs what it sends. */
  readonly sender: Sender
  readonly processor: CountsProcessor
  readonly now: () => Date
  /** Whether to look for periods that are over, beside telling what changed of the term and the levels. */
  readonly looksForPeriods: boolean
}

/**
 * Entrusts the hosted server with what it was not told yet: the term, the levels, and the counts of periods that are over. What
 * it released with them is kept here, as the community's own. It may be interrupted at any point and run again.
 *
 * Where it takes no such counts, it is asked once more without them: what it closed meanwhile, the node is to release by itself.
 *
 * @returns how many messages were sent: none where there is nothing to tell or to ask
 * @throws {HubError} what the hosted server answered, or TIER_UNAVAILABLE
 */
export async function sendCounts({ pool, sender, processor, now, looksForPeriods }: SendCounts): Promise<number> {
  const entrusted = await sqlTransaction(pool, (sql) => readUntold(sql, now(), looksForPeriods))
  if (entrusted === undefined) return 0
  const own = [communityOfNode(sender.issuer) ?? '']
  const entrust = async (content: Entrusted) => {
    const body = `"counts":${JSON.stringify(content)}`
    const receipt = await processor.entrust(await signMessage('counts', sender, 'community', body, now()))
    await sqlTransaction(pool, (sql) => keepReceipt(sql, content, receipt), own)
  }
  try {
    await entrust(entrusted)
  } catch (error) {
    const hasCounts = Object.keys(entrusted.counted).length > 0
    if (hasCounts && error instanceof HubError && error.code === 'BAD_USER_INPUT')
      await entrust({ ...entrusted, counted: {} })
    throw error
  }
  return 1
}

/** What the hosted server is to be told or asked; undefined where there is nothing. */
async function readUntold(sql: TransactionSql, now: Date, looksForPeriods: boolean): Promise<Entrusted | undefined> {
  const entrustment = await readEntrustment(sql)
  const [city] = entrustment === undefined ? [] : await citiesToClose(sql)
  if (entrustment === undefined || city === undefined) return undefined
  const [community] = await hostedCommunities(sql, city)
  if (community === undefined) return undefined
  const terms = { until: entrustment.until, levels: [...community.levels] }
  const asked = looksForPeriods ? ofFirstYear(coveredFirst(await dueOfNode(sql, city, now), entrustment)) : []
  if (asked.length === 0 && termsOf(terms) === entrustment.told) return undefined
  const isCounted = asked.every((period) => entrustment.sent.includes(period))
  return { ...terms, counted: isCounted ? {} : await countOf(sql, city, asked), asked: [...asked] }
}

/** The periods of the first year alone: what is released of them is needed for none of the next. */
function ofFirstYear(periods: readonly Period[]): readonly Period[] {
  return periods.filter((period) => period.slice(0, 4) === periods[0]?.slice(0, 4))
}

function termsOf({ until, levels }: Pick<Entrusted, 'until' | 'levels'>): string {
  return JSON.stringify({ until, levels })
}

/** The counts of periods of one year and of what they are added up from, all counted at one moment. */
async function countOf(
  sql: TransactionSql,
  city: string,
  periods: readonly Period[],
): Promise<Record<Period, EntrustedPeriod>> {
  const [first] = periods
  const [community] = first === undefined ? [] : await hostedCommunities(sql, city, first)
  if (first === undefined || community === undefined) return {}
  const { code, smallestCell } = community
  const { counts: families } = await countWithParts(sql, city, periods)
  const patterns = await releasedPatterns(sql, city, periodsOfYear(first))
  const isSummed = isSummable([...patterns.values()].flatMap((released) => released.get(code) ?? []))
  const counted: Record<Period, EntrustedPeriod> = {}
  for (const [period, counts] of families) {
    const released = patterns.get(period)?.get(code)
    counted[period] = {
      smallestCell,
      values: [...counts.valuesOf(code).entries()].filter(([, value]) => value !== 0),
      dominated: [...dominatedCounts(counts.contributions.get(code))],
      isSummed,
      released: released
        ? {
            hidden: [...released.hidden],
            summed: measuredDatasets.map((_, place) => released.summed[place] ?? false),
            apart: [...released.excludedFromSums],
          }
        : null,
    }
  }
  return counted
}

/** Whether something of a year went into sums, or nothing was released of it yet. */
function isSummable(ofYear: readonly ReleasedPattern[]): boolean {
  return ofYear.length === 0 || ofYear.some(({ summed }) => summed.includes(true))
}

/** The year of a period, and all that it is added up from. */
function periodsOfYear(period: Period): readonly Period[] {
  const year = period.slice(0, 4)
  return [...partsOf(year), year]
}

/** Keeps what was released. Where a period was closed without the community, counts are sent anew when the node has released it. */
async function keepReceipt(sql: TransactionSql, entrusted: Entrusted, { periods }: EntrustedReceipt): Promise<void> {
  await keepReleased(sql, entrusted, periods)
  const closed = periods.filter(({ state }) => state === 'CLOSED').map(({ period }) => period)
  const isOutdated = entrusted.until === null || closed.length > 0
  await sql(
    `update entrustment set told = $1, sent = case when $2 then '{}' else sent || $3::text[] end, refused = refused || $4::text[]`,
    termsOf(entrusted),
    isOutdated,
    Object.keys(entrusted.counted),
    closed,
  )
}

/**
 * Keeps the community's returns as they were released. What it shares less of by now, since the hosted server was not told in time, goes
 * up anew as the next version.
 */
async function keepReleased(
  sql: TransactionSql,
  { asked }: Entrusted,
  periods: EntrustedReceipt['periods'],
): Promise<void> {
  const [city] = await citiesToClose(sql)
  if (city === undefined) return
  await holdOffRelease(sql, city)
  const [community] = await hostedCommunities(sql, city)
  const released = periods.flatMap((each) => {
    if (each.state !== 'RELEASED') return []
    const { named, period } = each
    if (
      named.division !== community?.code ||
      named.kind !== 'NAMED' ||
      named.period !== period ||
      !asked.includes(period)
    )
      throw new RangeError(
        `Expected what was released of ${community?.code}, as asked, but got ${named.division} in ${named.period}.`,
      )
    return [{ ...named, excludedFromSums: each.apart, pattern: each.pattern }]
  })
  const levels = community?.levels ?? []
  const isShared = ({ levels: as }: MeasureReturn) => levels.every((level, place) => level === as[place])
  await keepReturns(sql, released.filter(isShared))
  const changed = released.filter((named) => !isShared(named))
  await storeReturns(
    sql,
    changed.map((named) => ({ ...named, levels, version: named.version + 1 })),
  )
}
