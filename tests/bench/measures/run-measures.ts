import { withClient } from '@shequ/postgres/with-client'
import { showProgress } from '@shequ/process/progress'
import type { Client } from 'pg'
import { Pool } from 'undici'
import { median, percentile, ratio } from '../measure/statistics.js'
import { layRegister } from './bench-area.js'
import { askHub, timeHub, timeStatement } from './ask-question.js'
import { checkFigures } from './check-figures.js'
import type { MeasuredQuestion } from './measure-report.js'
import { type MeasureQuestion, measureQuestions } from './measure-questions.js'

export interface MeasuresBench {
  /** Where the hub is asked. */
  readonly hub: string
  /** Where a hub of a city with less in it is asked, if any is. */
  readonly beside?: string
  readonly cityUrl: string
  /** The community tier's database, under the role that may make tables. */
  readonly communityUrl: string
  readonly rounds: number
  /** How long a contender's turn at one question is, in milliseconds. */
  readonly turn: number
}

/** Before PostgreSQL keeps a plan it makes five; a turn comes after that. */
const warmUps = 8

/** The records are read so often at most, and only as long as all readings of a question together take no longer than this, in milliseconds. */
const readings = { most: 3, together: 20_000 }

/**
 * Puts the planner's questions to the hub, to the cells and to the records, holds the answers against each other, then
 * times them in rounds: in each, every contender takes a short turn at every question, and the order alternates.
 */
export async function runMeasures(bench: MeasuresBench): Promise<readonly MeasuredQuestion[]> {
  return withClient(bench.cityUrl, (city) =>
    withClient(bench.communityUrl, async (community) => {
      await layRegister(city, community)
      const questions = await questionsOf(city)
      const progress = showProgress('Measures, questions', questions.length * (bench.rounds + 1))
      const timed = []
      for (const question of questions) {
        timed.push(await checkQuestion(bench, question, city, community))
        progress.advance(1)
      }
      const client = clientOf(bench.hub)
      const beside = bench.beside === undefined ? undefined : clientOf(bench.beside)
      try {
        for (let round = 0; round < bench.rounds; round += 1) {
          for (const each of timed) {
            await takeRound(each, round, bench.turn, { client, beside, city, community })
            progress.advance(1)
          }
        }
      } finally {
        await Promise.all([client.destroy(), beside?.destroy()])
      }
      progress.finish()
      return timed.map(summaryOf)
    }),
  )
}

function clientOf(url: string): Pool {
  return new Pool(new URL(url).origin, { connections: 1 })
}

interface Timed {
  readonly question: MeasureQuestion
  readonly rows: number
  readonly exact: number
  readonly hub: number[][]
  readonly beside: number[][]
  readonly cells: number[][]
  readonly records: number[]
}

/** The questions, over the last two years that the city has whole, and a street in which there was something to attend. */
async function questionsOf(city: Client): Promise<readonly MeasureQuestion[]> {
  const { rows } = await city.query<{ year: number; street: string }>(
    `select max(period)::int as year, (
       select left(division_code, 9) || '000' from cell where period = max(measure_return.period) and division_code not like '%000'
       and attendances is not null group by 1 order by count(*) desc, 1 limit 1) as street
     from measure_return where length(period) = 4 and kind = 'SUM'`,
  )
  const [found] = rows
  if (!found?.year || !found.street) {
    throw new Error(
      'Expected the returns of a year in the city tier, but there are none: let the hub run on this folder.',
    )
  }
  return measureQuestions(found.year, found.street)
}

async function checkQuestion(
  { hub, beside }: MeasuresBench,
  question: MeasureQuestion,
  city: Client,
  community: Client,
): Promise<Timed> {
  const records = await timeStatement(community, question.records)
  const cells = await timeStatement(city, question.cells, question.name)
  const answer = await askHub(hub, question)
  const checked = checkFigures(question, answer, cells.rows, records.rows)
  for (let time = 0; time < warmUps; time += 1) {
    await askHub(hub, question)
    if (beside !== undefined) await askHub(beside, question)
    await timeStatement(city, question.cells, question.name)
  }
  return { question, ...checked, hub: [], beside: [], cells: [], records: [records.elapsed] }
}

interface Clients {
  readonly client: Pool
  readonly beside: Pool | undefined
  readonly city: Client
  readonly community: Client
}

async function takeRound(timed: Timed, round: number, turn: number, clients: Clients): Promise<void> {
  const { question } = timed
  const { client, beside } = clients
  const turns = [
    async () => timed.hub.push(await repeated(turn, () => timeHub(client, question))),
    ...(beside === undefined
      ? []
      : [async () => timed.beside.push(await repeated(turn, () => timeHub(beside, question)))]),
    async () =>
      timed.cells.push(
        await repeated(turn, async () => (await timeStatement(clients.city, question.cells, question.name)).elapsed),
      ),
  ]
  for (const take of round % 2 === 0 ? turns : turns.toReversed()) await take()
  const taken = timed.records.reduce((sum, elapsed) => sum + elapsed, 0)
  if (timed.records.length < readings.most && taken < readings.together) {
    timed.records.push((await timeStatement(clients.community, question.records)).elapsed)
  }
}

async function repeated(turn: number, time: () => Promise<number>): Promise<number[]> {
  const times: number[] = []
  const began = performance.now()
  do times.push(await time())
  while (performance.now() - began < turn)
  return times
}

function summaryOf({ question, rows, exact, hub, beside, cells, records }: Timed): MeasuredQuestion {
  const medians = (rounds: readonly (readonly number[])[]) => rounds.map((times) => median(times))
  return {
    name: question.name,
    rows,
    exact,
    hub: percentile(hub.flat(), 0.5),
    cells: percentile(cells.flat(), 0.5),
    records: median(records),
    toCells: ratio(medians(hub), medians(cells)),
    ...(beside.length > 0 && { toBeside: ratio(medians(hub), medians(beside)) }),
  }
}
