import { percentile } from '../measure/statistics.js'
import { askedASecond } from './ask-steadily.js'
import { leaversASecond, leavesAfter } from './leave-questions.js'
import { alignColumns } from '../table/align-columns.js'

/** How long questions took in one round, by the question, without and with those who leave. */
export interface WaitingTimes {
  readonly alone: ReadonlyMap<string, readonly number[]>
  readonly beside: ReadonlyMap<string, readonly number[]>
  /** How many came and left. */
  readonly leavers: number
}

/** One line: what others waited for a question, in milliseconds. */
export interface AbandonedRow {
  readonly hub: string
  readonly question: string
  readonly answers: number
  readonly leavers: number
  readonly alone: { readonly p50: number; readonly p99: number }
  readonly beside: { readonly p50: number; readonly p99: number }
  /** The p99 beside those who leave, to the p99 alone. */
  readonly ratio: number
}

/** The section on questions that are abandoned. */
export interface AbandonedReport {
  readonly rows: readonly AbandonedRow[]
}

/** Lays the rounds of a hub together, for each question. */
export function tabulateAbandoned(hub: string, rounds: readonly WaitingTimes[]): readonly AbandonedRow[] {
  const names = [...(rounds[0]?.alone.keys() ?? [])]
  const leavers = rounds.reduce((sum, round) => sum + round.leavers, 0)
  return names.map((question) => {
    const alone = rounds.flatMap((round) => round.alone.get(question) ?? [])
    const beside = rounds.flatMap((round) => round.beside.get(question) ?? [])
    return {
      hub,
      question,
      answers: beside.length,
      leavers,
      alone: percentiles(alone),
      beside: percentiles(beside),
      ratio: percentile(beside, 0.99) / percentile(alone, 0.99),
    }
  })
}

function percentiles(times: readonly number[]) {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}

/** The section as a person reads it. */
export function formatAbandoned({ rows }: AbandonedReport): string[] {
  const header = [
    'Abandoned',
    'question',
    'answers',
    'leavers',
    'p50 alone',
    'p99 alone',
    'p50 beside',
    'p99 beside',
    'p99 ratio',
  ]
  const lines = rows.map(({ hub, question, answers, leavers, alone, beside, ratio }) => [
    hub,
    question,
    String(answers),
    String(leavers),
    alone.p50.toFixed(1),
    alone.p99.toFixed(1),
    beside.p50.toFixed(1),
    beside.p99.toFixed(1),
    ratio.toFixed(2),
  ])
  return [
    ...alignColumns([header, ...lines], 2),
    '',
    `How many milliseconds others wait who ask ${askedASecond} times a second each question, alone and beside ${leaversASecond} clients a second that ask`,
    `the widest question and leave after ${leavesAfter} ms.`,
  ]
}
