import { everyOwner } from '@shequ/postgres/write-owners'
import { grainOfPeriod, type Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { countWithParts } from '../count/count-with-parts.js'
import { inYears } from '../due/closing-order.js'
import { dueOfNode, duePeriods } from '../due/due-periods.js'
import { ownFirst, readEntrustment } from '../entrust/covered-periods.js'
import { awaitedOf } from '../entrust/entrusted-release.js'
import { type HeldCity, holdCity } from '../release/hold-city.js'
import { storeProtectedPeriod } from '../release/store-protected-period.js'
import { releaseMissed } from '../release/release-missed.js'

export interface ClosePeriods {
  readonly pool: Pool
  readonly city: string
  readonly now: Date
  /** Whether this is a community's own node, which returns its own cells alone. False by default. */
  readonly byNode?: boolean
  /** Which of the due periods are closed. All by default; others stay due. */
  readonly only?: (period: Period) => boolean
  /** Told how many periods are due before the first is closed, if any is. */
  readonly begin?: (due: number) => void
  /** Told of each period that was closed. */
  readonly advance?: (period: Period) => void
  /** Told of a period that is not closed yet, nor what comes after it in its year, since these communities are still to entrust their counts. */
  readonly wait?: (period: Period, communities: readonly string[]) => void
  /** When it is aborted, the period under way is the last. */
  readonly signal?: AbortSignal
}

/**
 * Closes the periods of a city that are due, in order, each in a transaction of its own: it may be interrupted at any
 * point and run again. Many periods of a year are counted together. Before, communities that came back since the last close release
 * what they missed, since what comes after is protected together with it.
 *
 * @returns the periods that were closed
 */
export async function closePeriods(options: ClosePeriods): Promise<readonly Period[]> {
  const { pool, city, byNode = false, only = () => true, begin } = options
  return holdCity(pool, city, async (held) => {
    if (!byNode) await releaseMissed(held, city, options)
    const due = (await held.read((sql) => dueNext(sql, options))).filter(only)
    if (due.length > 0) begin?.(due.length)
    const closed: Period[] = []
    for (const together of inYears(due).flatMap(countedTogether))
      closed.push(...(await closeTogether(held, options, together)))
    return closed
  })
}

/** What is due, in order: up to what a node's community entrusts the hosted server with, or of each year to what the hosted server waits for. */
async function dueNext(
  sql: TransactionSql,
  { city, now, byNode = false, wait }: ClosePeriods,
): Promise<readonly Period[]> {
  if (byNode) return ownFirst(await dueOfNode(sql, city, now), await readEntrustment(sql))
  const next: Period[] = []
  for (const ofYear of inYears(await duePeriods(sql, city, now))) {
    for (const period of ofYear) {
      const awaited = await awaitedOf(sql, city, period, now)
      if (awaited.length > 0) {
        wait?.(period, awaited)
        break
      }
      next.push(period)
    }
  }
  return next
}

/**
 * What is counted together of a year that is due: the periods up to the first quarter by themselves, since figures would wait for the
 * records of the whole year to be counted, and then all others.
 */
function countedTogether(ofYear: readonly Period[]): readonly (readonly Period[])[] {
  const upToQuarter = ofYear.findIndex((period) => grainOfPeriod(period) === 'QUARTER') + 1
  return [ofYear.slice(0, upToQuarter), ofYear.slice(upToQuarter)].filter((together) => together.length > 0)
}

async function closeTogether(
  held: HeldCity,
  { city, now, byNode = false, advance, signal }: ClosePeriods,
  due: readonly Period[],
): Promise<readonly Period[]> {
  if (signal?.aborted) return []
  const counted = await held.read((sql) => countWithParts(sql, city, due))
  const closed: Period[] = []
  for (const period of due) {
    if (signal?.aborted) break
    // The returns of all its communities, and the sums over them.
    await held.release(everyOwner, (sql) => storeProtectedPeriod(sql, { city, period, now, byNode, ...counted }))
    closed.push(period)
    advance?.(period)
  }
  return closed
}
