import type { Round } from '../measure/measure-rounds.js'
import { median, percentile, ratio, type Ratio } from '../measure/statistics.js'
import { base } from '../serve/contenders.js'
import type { Counts } from '../serve/process-messages.js'

/** What one contender's row of a table says. */
export interface Row {
  readonly name: string
  /** Answers a second, those of the stock gateway being 1: the median of the rounds' ratios, and their extremes. */
  readonly ratio: Ratio
  /** Answers a second, the median of the rounds. */
  readonly rate: number
  /** Milliseconds from asking to the last byte, over all rounds. */
  readonly p50: number
  readonly p99: number
  /** Processor time of all the Node processes that serve it, for one answer, in milliseconds. */
  readonly cpu: number
  readonly statements: number
  readonly calls: number
  readonly entities: number
  readonly bytes: number
  /** Bytes that the process held which was asked, after the rounds. */
  readonly memory: number
}

/** A table: all contenders at one concurrency. */
export interface Table {
  readonly concurrency: number
  readonly rounds: number
  readonly rows: readonly Row[]
}

/** What a contender's one counted answer took. */
export type Counted = Counts & { readonly bytes: number }

const nothingCounted: Counted = { statements: 0, calls: 0, entities: 0, bytes: 0 }

/** Makes a table of what the rounds measured, what the counted answers took, and the bytes that were held. */
export function tabulate(
  concurrency: number,
  measured: ReadonlyMap<string, readonly Round[]>,
  counted: ReadonlyMap<string, Counted>,
  held: ReadonlyMap<string, number>,
): Table {
  const ratesOf = (rounds: readonly Round[] = []) => rounds.map(({ rate }) => rate)
  const baseRates = ratesOf(measured.get(base))
  const rows = [...measured].map(([name, rounds]): Row => {
    const latencies = rounds.flatMap((round) => round.latencies)
    const cpu = rounds.reduce((sum, round) => sum + round.cpu, 0)
    const { statements, calls, entities, bytes } = counted.get(name) ?? nothingCounted
    return {
      name,
      ratio: ratio(ratesOf(rounds), baseRates),
      rate: median(ratesOf(rounds)),
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      cpu: cpu / latencies.length,
      statements,
      calls,
      entities,
      bytes,
      memory: held.get(name) ?? Number.NaN,
    }
  })
  return { concurrency, rounds: baseRates.length, rows }
}
