import { setTimeout as pauseFor } from 'node:timers/promises'
import { type EndTurn, Turns } from '@shequ/process/turns'
import { HubError } from '@shequ/schema/errors/hub-error'
import { ClientGone } from '../../fetch/failed-answer.js'
import { usualLength } from '../cost/page.js'
import { EarlyLeavers } from './early-leavers.js'

/** How many operations may be under way at once. */
export interface AdmissionLimits {
  /** Those that give few records, as `OPERATIONS_AT_ONCE`. The next ones wait, 32 times as many at most. */
  readonly most: number
  /** Those that may give many, as `WIDE_OPERATIONS_AT_ONCE`. Each keeps the process and its databases busy for long. */
  readonly mostWide: number
  /** The records that one operation may ask for, as `MAX_RECORDS`. More give QUERY_TOO_LARGE. */
  readonly mostRecords: number
}

/** By what an admission tells the time. */
export interface AdmissionClock {
  /** Milliseconds that only grow. */
  readonly now: () => number
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<unknown>
}

const clock: AdmissionClock = {
  now: () => performance.now(),
  pause: (milliseconds, signal) => pauseFor(milliseconds, undefined, { signal }),
}

/** From how many records on an operation is a wide one. */
const wideFrom = 2_000

/** How many times as many operations may wait as may be under way. */
const waitingFor = 32

/** After how many seconds whoever was refused may ask again. */
const retryAfter = 2

/**
 * Lets operations begin, so many at once. Wide ones wait for each other in a queue of their own: a small question never stands behind
 * them. Whoever leaves while waiting costs nothing more; and while clients of wide ones leave early, the next wide ones begin only when theirs
 * have stayed longer.
 */
export class Admission {
  readonly #lanes: Readonly<Record<'small' | 'wide', { readonly turns: Turns; readonly most: number }>>

  readonly #mostRecords: number

  readonly #leavers: EarlyLeavers

  /** How many wait to see whether their clients stay. */
  #pausing = 0

  constructor(
    { most, mostWide, mostRecords }: AdmissionLimits,
    private readonly time = clock,
  ) {
    this.#leavers = new EarlyLeavers(time.now)
    this.#mostRecords = mostRecords
    this.#lanes = { small: laneOf(most), wide: laneOf(mostWide) }
  }

  /**
   * Waits until an operation that may give so many records may begin, and gives what ends its turn.
   *
   * @throws {HubError} QUERY_TOO_LARGE for more records than one operation may ask for; BUSY when as many wait as may; {ClientGone} when the client leaves meanwhile.
   */
  async admit(records: number, signal: AbortSignal): Promise<EndTurn> {
    requireRecords(records, this.#mostRecords)
    const isWide = records > wideFrom
    const { turns, most } = this.#lanes[isWide ? 'wide' : 'small']
    const waiting = turns.waiting + (isWide ? this.#pausing : 0)
    if (!turns.isFree && waiting >= most * waitingFor) throw busy(records, most)
    if (!isWide) return take(turns, signal)
    const cameAt = this.time.now()
    const leave = () => this.#leavers.note(this.time.now() - cameAt)
    signal.addEventListener('abort', leave, { once: true })
    await this.#pause(signal)
    const endTurn = await take(turns, signal)
    return () => {
      signal.removeEventListener('abort', leave)
      endTurn()
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const { wait } = this.#leavers
    if (wait === 0) return
    this.#pausing += 1
    await this.time.pause(wait, signal).catch(() => undefined)
    this.#pausing -= 1
  }
}

async function take(turns: Turns, signal: AbortSignal): Promise<EndTurn> {
  try {
    return await turns.take(signal)
  } catch (error) {
    throw signal.aborted ? new ClientGone() : error
  }
}

function laneOf(most: number) {
  return { turns: new Turns(most), most }
}

/** @throws {HubError} QUERY_TOO_LARGE for more records than one operation may ask for. */
export function requireRecords(records: number, most: number): void {
  if (records <= most) return
  throw new HubError(
    'QUERY_TOO_LARGE',
    {
      en: `Expected a query for at most ${most} records, but it asks for up to ${Math.ceil(records)}, counting the \`first\` of each page, and ${usualLength} for a list without one. Ask for shorter pages, or in several requests.`,
      zh: `一次查询至多 ${most} 条记录，而此查询可能要 ${Math.ceil(records)} 条（按每页的 \`first\` 计，未给出时按 ${usualLength} 条计）。请缩短每页，或分几次查询。`,
    },
    { most },
  )
}

/** What is said of an operation whose turn came when its time was over. */
export function tooLate(): HubError {
  return new HubError(
    'BUSY',
    {
      en: `Expected the operation to begin in its time, but it waited for longer. Nothing was done: ask again in ${retryAfter} seconds.`,
      zh: `操作应在时限内开始，而等待过久。没有执行任何操作：请在 ${retryAfter} 秒后再次发送。`,
    },
    { retryAfter },
  )
}

function busy(records: number, most: number): HubError {
  const [asked, askedInChinese] =
    records > wideFrom ? [`that may give more than ${wideFrom} records `, `可能超过 ${wideFrom} 条记录的`] : ['', '']
  return new HubError(
    'BUSY',
    {
      en: `Expected fewer than ${most * (waitingFor + 1)} operations ${asked}at a time, but that many are under way or wait. Nothing was done: ask again in ${retryAfter} seconds, or for less.`,
      zh: `同时进行的${askedInChinese}操作应少于 ${most * (waitingFor + 1)} 个，而已达此数。没有执行任何操作：请在 ${retryAfter} 秒后再次发送，或减少所要的内容。`,
    },
    { retryAfter },
  )
}
