import { withClient } from '@shequ/postgres/with-client'
import type { Tier } from '@shequ/schema/tiers'
import type { Contender } from '../serve/contenders.js'
import { measureRounds } from '../measure/measure-rounds.js'
import type { Service } from '../serve/service.js'
import type { ServiceProcess } from '../serve/start-process.js'
import { questionAbout, questionAboutFirst, type RoutingQuestion } from './routing-questions.js'
import { type RoutedQuestion, type RoutingReport, tabulateRouting } from './routing-report.js'

export interface RoutingBench {
  readonly dataDir: string
  readonly urls: Readonly<Record<Tier, string>>
  readonly rounds: number
  /** How long a turn is, in milliseconds. */
  readonly turn: number
  readonly start: (service: Service) => Promise<ServiceProcess>
  readonly onTurn: () => void
}

/** How many nodes the large register holds. */
const mostRegistered = 5_000

/** How many owners the questions touch. */
const touched = [1, 2, 5, 10, 20, 50, 100, 200]

const warmUp = 1_000

/** Measures what routing by owner costs the gateway: against how many are registered, and against how many a question touches. */
export async function runRouting({ dataDir, urls, rounds, turn, start, onTurn }: RoutingBench): Promise<RoutingReport> {
  const codes = await communitiesOf(urls.borough)
  const [first = '', last = ''] = [codes[0], codes.at(-1)]
  const registered = codes.slice(0, Math.min(mostRegistered, codes.length - 1))
  const subgraph = (tier: Tier) => start({ kind: 'subgraph', dataDir, tier, url: urls[tier] })
  const [city, community] = [await subgraph('city'), await subgraph('community')]
  const nodes = [
    await start({ kind: 'nodes', dataDir, url: urls.community }),
    await start({ kind: 'nodes', dataDir, url: urls.community }),
  ]
  const addresses = nodes.map(({ url }) => url)
  const gatewayWith = async (communities: readonly string[]) => {
    const borough = await start({ kind: 'register', dataDir, url: urls.borough, nodes: { communities, addresses } })
    const subgraphs = { city: city.url, borough: borough.url, community: community.url }
    return start({ kind: 'gateway', dataDir, subgraphs })
  }
  const [none, one, all] = [await gatewayWith([]), await gatewayWith([first]), await gatewayWith(registered)]

  const contenders: Contender[] = []
  const questions = new Map<string, RoutedQuestion>()
  const enter = (
    gateway: ServiceProcess,
    { owners, body }: RoutingQuestion,
    by: RoutedQuestion['by'],
    many: number,
  ) => {
    const name = `${by} ${many} ${owners}`
    contenders.push({ name, url: gateway.url, processes: [gateway], body })
    questions.set(name, { by, registered: many, owners })
  }
  enter(none, questionAbout(last), 'hosted', 0)
  enter(all, questionAbout(last), 'hosted', registered.length)
  enter(one, questionAbout(first), 'nodes', 1)
  enter(all, questionAbout(first), 'nodes', registered.length)
  for (const owners of touched.slice(1)) {
    const question = questionAboutFirst(owners, `${first.slice(0, 2)}0000000000`)
    enter(none, question, 'hosted', 0)
    enter(all, question, 'nodes', registered.length)
  }
  await requireSameAnswers(contenders)
  return tabulateRouting(await measureRounds(contenders, { rounds, turn, concurrency: 1, warmUp, onTurn }), questions)
}

/** How many turns there are, warming up included. */
export function routingTurns(rounds: number): number {
  return (rounds + 1) * (4 + 2 * (touched.length - 1))
}

async function communitiesOf(boroughUrl: string): Promise<readonly string[]> {
  return withClient(boroughUrl, async (client) => {
    const { rows } = await client.query<{ code: string }>(
      'select code from community where removed_at is null order by code',
    )
    return rows.map(({ code }) => code)
  })
}

/** @throws {Error} when a question is answered with errors, or differently by nodes than by the hosted server. */
async function requireSameAnswers(contenders: readonly Contender[]): Promise<void> {
  const answers = new Map<string, string>()
  for (const { name, url, body = '' } of contenders) {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const text = await response.text()
    if (text.includes('"errors"'))
      throw new Error(`Expected ${name} to be answered without errors, but got ${text.slice(0, 300)}`)
    const known = answers.get(body) ?? text
    if (known !== text) throw new Error(`Expected ${name} to be answered as by the hosted server, but it is not.`)
    answers.set(body, text)
  }
}
