import { askOnce, checkAnswers } from '../check/check-answers.js'
import { measureRounds } from '../measure/measure-rounds.js'
import { type ShapeName, shapes } from '../question/shapes.js'
import { type Contender, countOf } from '../serve/contenders.js'
import type { ServiceProcess } from '../serve/start-process.js'
import { type Counted, type Table, tabulate } from '../table/tabulate.js'

export interface Comparison {
  readonly rounds: number
  /** How long a turn is, in milliseconds. */
  readonly turn: number
  /** How many requests are under way at once: a table each. */
  readonly concurrencies: readonly number[]
  readonly onTurn: () => void
}

/** How long each contender is asked before the first round, in milliseconds. */
const warmUp = 2_000

/** A gateway that is asked a shape's question. */
export function shapeContender(
  name: string,
  shape: ShapeName,
  processes: readonly [ServiceProcess, ServiceProcess],
): Contender {
  return { name, url: processes[0].url, processes, body: JSON.stringify({ query: shapes[shape].query }) }
}

/** Checks that all answer the same, counts what one answer asks, and measures them in turn. */
export async function compareContenders(
  contenders: readonly Contender[],
  { rounds, turn, concurrencies, onTurn }: Comparison,
): Promise<readonly Table[]> {
  const answers = await checkAnswers(contenders)
  const counted = new Map<string, Counted>()
  for (const each of contenders) {
    const counts = await countOf(each, () => askOnce(each))
    counted.set(each.name, { ...counts, bytes: answers.get(each.name)?.bytes ?? 0 })
  }
  const tables: Table[] = []
  for (const concurrency of concurrencies) {
    const measured = await measureRounds(contenders, { rounds, turn, concurrency, warmUp, onTurn })
    tables.push(tabulate(concurrency, measured, counted))
  }
  return tables
}
