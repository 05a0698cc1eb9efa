import { HubError } from '@shequ/schema/errors/hub-error'
import { cityOf } from '@shequ/schema/codes/division-code'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { CountsProcessor, Entrusted, EntrustedReceipt } from '@shequ/subgraph/nodes/entrusted-counts'
import type { NodeRegister } from '@shequ/subgraph/nodes/register-entry'
import { readReturns } from '@shequ/subgraph/returns/read-returns'
import { reaches } from '@shequ/subgraph/returns/strip-return'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { readNodeMessage } from '../../node/trust/read-node-message.js'
import { closedPeriods } from '../store/closed-periods.js'
import { holdOffRelease } from '../../node/place/hold-off-release.js'
import { wholesOf } from '@shequ/disclosure'
import { releasedPatterns } from '../store/released-patterns.js'
import { withAreasAround, withdrawSums } from '../withdraw/withdraw-sums.js'
import { checkEntrusted } from './check-entrusted.js'

export interface CountsProcessorOptions {
  /** The community database of the hosted server. */
  readonly pool: Pool
  readonly register: NodeRegister
  readonly now?: () => Date
}

/** The hosted server as the one that nodes entrust with their counts. */
export function countsProcessor({ pool, register, now = () => new Date() }: CountsProcessorOptions): CountsProcessor {
  return {
    async entrust(message) {
      const { code, entry, claims } = await readNodeMessage('counts', message, register, now())
      if (entry.status !== 'ACTIVE') {
        throw new HubError(
          'CONFLICT',
          `Expected ${code} to have a node that answers for it, but it is ${entry.status}.`,
          {
            community: code,
          },
        )
      }
      const entrusted = checkEntrusted(claims['counts'], now())
      const signedAt = new Date((claims.iat ?? 0) * 1_000)
      return sqlTransaction(
        pool,
        async (sql) => {
          await keepTerms(sql, code, entrusted, signedAt)
          await keepCounts(sql, code, entrusted)
          const receipt = await receiptOf(sql, code, entrusted.asked)
          await dropOutdated(sql, code, receipt)
          return receipt
        },
        withAreasAround(code),
      )
    },
  }
}

/**
 * Keeps the term and the levels. A dataset that the city may no longer see is taken back from the sums, as of a community that is hosted.
 *
 * @throws {HubError} CONFLICT for what was signed before what is here. It may have come late, or a clock was set back: the node says it again
 *   then until it is heard, and nothing that it takes back is lost.
 */
async function keepTerms(
  sql: TransactionSql,
  community: string,
  { until, levels }: Entrusted,
  signedAt: Date,
): Promise<void> {
  await holdOffRelease(sql, cityOf(community))
  const [before] = await sql<{ levels: readonly SharingLevel[]; isNewer: boolean }>(
    'select levels::text[] as levels, signed_at > $2 as "isNewer" from entrusted_community where community_code = $1 for update',
    community,
    signedAt,
  )
  if (before?.isNewer) {
    throw new HubError(
      'CONFLICT',
      `Expected a message that ${community} signed after the last one, but got an earlier one. Nothing was taken: say it again, and set the node's clock right.`,
      { community },
    )
  }
  await sql(
    `insert into entrusted_community (community_code, until, levels, signed_at) values ($1, $2::date, $3::sharing_level[], $4)
     on conflict (community_code) do update set until = excluded.until, levels = excluded.levels, signed_at = excluded.signed_at`,
    community,
    until,
    levels,
    signedAt,
  )
  if (until === null) await sql('delete from entrusted_count where community_code = $1', community)
  for (const [place, dataset] of measuredDatasets.entries()) {
    if (reaches(before?.levels[place], 'city') && !reaches(levels[place], 'city'))
      await withdrawSums(sql, community, dataset)
  }
}

async function keepCounts(sql: TransactionSql, community: string, { until, counted }: Entrusted): Promise<void> {
  if (until === null) return
  await sql(
    `insert into entrusted_count (community_code, period, counted)
     select $1, period, counted from jsonb_each($2::jsonb) as sent (period, counted)
     on conflict (community_code, period) do update set counted = excluded.counted, received_at = current_timestamp`,
    community,
    JSON.stringify(counted),
  )
}

/**
 * Drops the counts of what closed periods are part of: the node releases those by itself first, and then sends the counts of the
 * wholes with what it released.
 */
async function dropOutdated(sql: TransactionSql, community: string, { periods }: EntrustedReceipt): Promise<void> {
  const closed = periods.filter(({ state }) => state === 'CLOSED')
  if (closed.length === 0) return
  await sql(
    'delete from entrusted_count where community_code = $1 and period = any($2::text[])',
    community,
    closed.flatMap(({ period }) => wholesOf(period)),
  )
}

/** What became of the periods that a node asks about. */
async function receiptOf(
  sql: TransactionSql,
  community: string,
  periods: readonly Period[],
): Promise<EntrustedReceipt> {
  if (periods.length === 0) return { periods: [] }
  const returns = await readReturns(
    sql,
    periods.map((period) => ({ division: community, period })),
  )
  const patterns = await releasedPatterns(sql, community, periods)
  const closed = await closedPeriods(sql, cityOf(community))
  return {
    periods: periods.map((period): EntrustedReceipt['periods'][number] => {
      const named = returns.find((each) => each.period === period)
      const pattern = patterns.get(period)?.get(community)
      if (named === undefined || pattern === undefined)
        return { period, state: closed.has(period) ? 'CLOSED' : 'WAITING' }
      return { period, state: 'RELEASED', named, apart: [...pattern.excludedFromSums], pattern: [...pattern.hidden] }
    }),
  }
}
