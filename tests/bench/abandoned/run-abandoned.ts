import { setTimeout as pause } from 'node:timers/promises'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { Pool } from 'undici'
import { widestQuestion } from '../../helpers/widest-question.js'
import { threeHopRequest } from '../measure/take-turn.js'
import type { Service } from '../serve/service.js'
import type { ServiceProcess } from '../serve/start-process.js'
import type { AbandonedReport, AbandonedRow, WaitingTimes } from './abandoned-report.js'
import { tabulateAbandoned } from './abandoned-report.js'
import { askSteadily } from './ask-steadily.js'
import { startLeavers } from './leave-questions.js'

export interface AbandonedBench {
  readonly dataDir: string
  readonly urls: Readonly<Record<Tier, string>>
  readonly rounds: number
  /** How long a turn is, in milliseconds. */
  readonly turn: number
  readonly start: (service: Service) => Promise<ServiceProcess>
  readonly onTurn: () => void
}

/** What others ask meanwhile. */
const questions: Readonly<Record<string, string>> = {
  'one community': JSON.stringify({
    query:
      '{ community(code: "310101002001") { name residents programmes(first: 5, from: "2024-01-01") { nodes { title startsOn places } } } }',
  }),
  'three hops': threeHopRequest.body,
}

const warmUp = 2_000

/** For how long a hub is left alone after leavers, in milliseconds: what they left behind ends within a second. */
const rest = 1_000

/** How many turns there are. */
export function abandonedTurns(rounds: number): number {
  return 2 * 2 * rounds
}

/** Measures how long others wait while many clients ask the widest question and leave, against how long they wait alone. */
export async function runAbandoned({
  dataDir,
  urls,
  rounds,
  turn,
  start,
  onTurn,
}: AbandonedBench): Promise<AbandonedReport> {
  const rows: AbandonedRow[] = []
  const measure = async (hub: string, url: string) => {
    const client = new Pool(new URL(url).origin, { connections: 64 })
    const { pathname } = new URL(url)
    const askAll = async (duration: number) => {
      const asked = Object.entries(questions).map(
        async ([name, body]) => [name, await askSteadily(client, pathname, body, duration)] as const,
      )
      return new Map(await Promise.all(asked))
    }
    const times: WaitingTimes[] = []
    try {
      await askAll(warmUp)
      for (let round = 0; round < rounds; round++) {
        const alone = await askAll(turn)
        onTurn()
        const stop = startLeavers(url, JSON.stringify({ query: widestQuestion }))
        const beside = await askAll(turn)
        const leavers = await stop()
        onTurn()
        await pause(rest)
        times.push({ alone, beside, leavers })
      }
    } finally {
      await client.destroy()
    }
    rows.push(...tabulateAbandoned(hub, times))
  }

  const inProcess = await start({ kind: 'hub', dataDir, urls })
  await measure('in process', inProcess.url)
  await inProcess.end()
  const subgraphs = await Promise.all(
    tiers.map(async (tier) => [tier, (await start({ kind: 'subgraph', dataDir, tier, url: urls[tier] })).url] as const),
  )
  const gateway = await start({
    kind: 'gateway',
    dataDir,
    subgraphs: Object.fromEntries(subgraphs) as Record<Tier, string>,
  })
  await measure('over HTTP', gateway.url)
  return { rows }
}
