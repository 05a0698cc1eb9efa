import { Pool } from 'undici'
import { type Contender, cpuOf } from '../serve/contenders.js'
import { takeTurn } from './take-turn.js'

/** What a contender did in one round. */
export interface Round {
  readonly latencies: readonly number[]
  /** Answers a second. */
  readonly rate: number
  /** Processor time of all its processes, in milliseconds. */
  readonly cpu: number
}

export interface RoundsPlan {
  readonly rounds: number
  /** How long each contender's turn in a round is, in milliseconds. */
  readonly turn: number
  readonly concurrency: number
  /** How long each contender is asked before the first round, in milliseconds. */
  readonly warmUp: number
  /** Told after each turn, warming up included. */
  readonly onTurn: () => void
}

/** Bounds a turn of a contender that is very quick. */
const mostRequests = 20_000

/**
 * Measures contenders in rounds: in each, every contender takes a short turn, and the order rotates from round to round,
 * so that what the machine does beside hits all alike.
 */
export async function measureRounds(
  contenders: readonly Contender[],
  plan: RoundsPlan,
): Promise<ReadonlyMap<string, readonly Round[]>> {
  const { concurrency, onTurn } = plan
  const clients = new Map(
    contenders.map(({ url }) => [url, new Pool(new URL(url).origin, { connections: concurrency })]),
  )
  const measured = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]))
  const turnOf = async (contender: Contender, duration: number): Promise<Round> => {
    const client = clients.get(contender.url)
    if (client === undefined) throw new Error(`Expected a client of ${contender.name}.`)
    const before = await cpuOf(contender)
    const limits = { concurrency, duration, requests: mostRequests }
    const turn = await takeTurn(client, new URL(contender.url).pathname, limits, contender.body)
    const cpu = (await cpuOf(contender)) - before
    onTurn()
    return { latencies: turn.latencies, rate: (turn.latencies.length / turn.elapsed) * 1000, cpu }
  }
  try {
    for (const contender of contenders) await turnOf(contender, plan.warmUp)
    for (let round = 0; round < plan.rounds; round += 1) {
      const first = round % contenders.length
      for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
        measured.get(contender.name)?.push(await turnOf(contender, plan.turn))
      }
    }
    return measured
  } finally {
    await Promise.all([...clients.values()].map((client) => client.destroy()))
  }
}
