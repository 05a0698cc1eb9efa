import { askOnce, checkAnswers } from '../check/check-answers.js'
import { measureRounds } from '../measure/measure-rounds.js'
import { type Contender, countOf } from '../serve/contenders.js'
import { type Counted, type Table, tabulate } from '../table/tabulate.js'

/** How contenders are compared. */
export interface Comparison {
  readonly rounds: number
  /** How long a turn is, in milliseconds. */
  readonly turn: number
  /** How long each contender is asked before the first round, in milliseconds; 2,000 by default. */
  readonly warmUp?: number
  /** How many requests are under way at once: a table each. */
  readonly concurrencies: readonly number[]
  /** Told when all answers were found equal. */
  readonly onEqual?: () => void
  /** Told after each turn, warming up included. */
  readonly onTurn: () => void
}

/** How many turns there are, warming up included. */
export function turnsOf(contenders: number, { rounds, concurrencies }: Pick<Comparison, 'rounds' | 'concurrencies'>) {
  return contenders * (rounds + 1) * concurrencies.length
}

/**
 * Checks that all contenders answer the same, counts what one answer takes, and measures them in turn.
 *
 * @throws {AnswersDiffer} before anything is measured.
 */
export async function compareContenders(
  contenders: readonly Contender[],
  { rounds, turn, warmUp = 2_000, concurrencies, onEqual, onTurn }: Comparison,
): Promise<readonly Table[]> {
  const answers = await checkAnswers(contenders)
  onEqual?.()
  const counted = new Map<string, Counted>()
  for (const each of contenders) {
    // The answer before opened the connections, whose statements are counted from now on.
    const counts = await countOf(each, () => askOnce(each))
    counted.set(each.name, { ...counts, bytes: answers.get(each.name)?.bytes ?? 0 })
  }
  const tables: Table[] = []
  for (const concurrency of concurrencies) {
    const measured = await measureRounds(contenders, { rounds, turn, concurrency, warmUp, onTurn })
    tables.push(tabulate(concurrency, measured, counted, await memoryOf(contenders)))
  }
  return tables
}

/** The bytes that the process of each contender holds which is asked, by the contender's name. */
async function memoryOf(contenders: readonly Contender[]): Promise<ReadonlyMap<string, number>> {
  const held = contenders.map(async ({ name, processes: [asked] }) => [name, (await asked?.memory()) ?? 0] as const)
  return new Map(await Promise.all(held))
}
