import { withClient } from '@shequ/postgres/with-client'
import { createLog } from '@shequ/process/log'
import { showProgress } from '@shequ/process/progress'
import type { Tier } from '@shequ/schema/tiers'
import { Shutdown } from '@shequ/process/shutdown'
import type { AbandonedReport } from './abandoned/abandoned-report.js'
import { abandonedTurns, runAbandoned } from './abandoned/run-abandoned.js'
import { type BenchDatabases, countRows, openBenchDatabases, urlsOf } from './database/open-bench-databases.js'
import type { MeasuresReport } from './measures/measure-report.js'
import { prepareReturns } from './measures/prepare-returns.js'
import { runMeasures } from './measures/run-measures.js'
import { timeClose } from './measures/time-close.js'
import type { RoutingReport } from './routing/routing-report.js'
import { routingTurns, runRouting } from './routing/run-routing.js'
import { runShapes, shapesTurns } from './shapes/run-shapes.js'
import type { ShapeTables } from './shapes/shapes-report.js'
import { queriesTurns, runQueries } from './queries/run-queries.js'
import { type BenchReport, machineHere } from './report/bench-report.js'
import type { Table } from './table/tabulate.js'
import { endWith } from './serve/end-with.js'
import type { Service } from './serve/service.js'
import { type ServiceProcess, startProcess } from './serve/start-process.js'

/** The sections of the bench. */
export const sections = ['queries', 'measures', 'routing', 'abandoned', 'shapes'] as const

export type Section = (typeof sections)[number]

export interface BenchOptions {
  /** The data folder whose databases are asked. */
  readonly dataDir: string
  readonly rounds: number
  /** How long a contender's turn in a round is, in seconds. */
  readonly seconds: number
  /** Where each process writes a CPU profile, if anywhere. */
  readonly profileFolder?: string | undefined
  /** The one section wanted; all by default. */
  readonly only?: Section | undefined
  /** A data folder with less in it, for what the planner's questions cost there. */
  readonly beside?: string | undefined
  readonly say: (line: string) => void
}

/** How many requests are under way at once: a table each. */
const concurrencies = [1, 8]

/**
 * Runs the bench: databases, contenders, the check that all answer the same, then the rounds. Whatever it started is
 * ended when it is done, when it fails, and when it is interrupted.
 */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const shutdown = new Shutdown(createLog('bench', 'error'))
  try {
    return await runUntil(shutdown, options)
  } finally {
    await shutdown.run()
  }
}

async function runUntil(shutdown: Shutdown, options: BenchOptions): Promise<BenchReport> {
  const { dataDir, profileFolder, only, say } = options
  const wants = (section: Section) => only === undefined || only === section
  const start = (service: Service) =>
    endWith(shutdown, service.kind, startProcess(service, profileFolder), (started) => started.end())
  const when = { date: new Date().toISOString(), machine: machineHere() }
  const shapes = wants('shapes') ? await benchShapes(options, start) : undefined
  // What is asked in memory needs no data.
  if (only === 'shapes') return { ...when, data: {}, tables: [], ...(shapes && { shapes }) }
  const databases = await endWith(shutdown, 'databases', openBenchDatabases(dataDir, say), (opened) => opened.stop())
  const { urls: tierUrls } = databases
  const urls = urlsOf(tierUrls, 'url')
  const about = { ...when, data: await countRows(tierUrls) }
  const measures = wants('measures') ? await benchMeasures(options, tierUrls, { start, shutdown }) : undefined
  const routing = wants('routing') ? await benchRouting(options, urls, start) : undefined
  const abandoned = wants('abandoned') ? await benchAbandoned(options, urls, start) : undefined
  const found = {
    ...about,
    ...(measures && { measures }),
    ...(routing && { routing }),
    ...(abandoned && { abandoned }),
    ...(shapes && { shapes }),
  }
  return { ...found, tables: wants('queries') ? await benchQueries(options, databases, { start, shutdown }) : [] }
}

/** The three-hop query on the tiers' databases. Its processes end with the bench. */
async function benchQueries(
  { dataDir, rounds, seconds, say }: BenchOptions,
  databases: BenchDatabases,
  { start, shutdown }: { readonly start: (service: Service) => Promise<ServiceProcess>; readonly shutdown: Shutdown },
): Promise<readonly Table[]> {
  const progress = showProgress('Bench, turns', queriesTurns({ rounds, concurrencies }))
  const tables = await runQueries(
    { dataDir, databases, start, shutdown },
    {
      rounds,
      turn: seconds * 1000,
      concurrencies,
      onEqual: () => say('All contenders answer the same.'),
      onTurn: () => progress.advance(1),
    },
  )
  progress.finish()
  return tables
}

/** What gateways make of plans, over subgraphs in memory. */
async function benchShapes(
  { dataDir, rounds, seconds }: BenchOptions,
  start: (service: Service) => Promise<ServiceProcess>,
): Promise<readonly ShapeTables[]> {
  const progress = showProgress('Shapes, turns', shapesTurns(rounds))
  const onTurn = () => progress.advance(1)
  const tables = await runShapes({ dataDir, rounds, turn: seconds * 1000, start, onTurn })
  progress.finish()
  return tables
}

/** What routing by owner costs the gateway. Its processes end with the bench. */
async function benchRouting(
  { dataDir, rounds, seconds }: BenchOptions,
  urls: Readonly<Record<Tier, string>>,
  start: (service: Service) => Promise<ServiceProcess>,
): Promise<RoutingReport> {
  const progress = showProgress('Routing, turns', routingTurns(rounds))
  const onTurn = () => progress.advance(1)
  const report = await runRouting({ dataDir, urls, rounds, turn: seconds * 1000, start, onTurn })
  progress.finish()
  return report
}

/** What others wait beside clients that ask much and leave. Its processes end with the bench. */
async function benchAbandoned(
  { dataDir, rounds, seconds }: BenchOptions,
  urls: Readonly<Record<Tier, string>>,
  start: (service: Service) => Promise<ServiceProcess>,
): Promise<AbandonedReport> {
  const progress = showProgress('Abandoned questions, turns', abandonedTurns(rounds))
  const onTurn = () => progress.advance(1)
  const report = await runAbandoned({ dataDir, urls, rounds, turn: seconds * 1000, start, onTurn })
  progress.finish()
  return report
}

/** The planner's questions, over returns that are closed and have travelled, and what closing a month takes. */
async function benchMeasures(
  { dataDir, rounds, seconds, beside, say }: BenchOptions,
  tierUrls: BenchDatabases['urls'],
  { start, shutdown }: { readonly start: (service: Service) => Promise<ServiceProcess>; readonly shutdown: Shutdown },
): Promise<MeasuresReport> {
  const serve = async (folder: string, databases: BenchDatabases['urls']): Promise<string> => {
    await prepareReturns(folder, urlsOf(databases, 'url'))
    for (const { ownerUrl } of Object.values(databases)) await withClient(ownerUrl, (client) => client.query('analyze'))
    return (await start({ kind: 'hub', dataDir: folder, urls: urlsOf(databases, 'url') })).url
  }
  const hub = await serve(dataDir, tierUrls)
  const serveBeside = async (folder: string): Promise<string> => {
    const { urls } = await endWith(shutdown, 'databases beside', openBenchDatabases(folder, say), (databases) =>
      databases.stop(),
    )
    return serve(folder, urls)
  }
  const questions = await runMeasures({
    hub,
    ...(beside !== undefined && { beside: await serveBeside(beside) }),
    cityUrl: tierUrls.city.url,
    communityUrl: tierUrls.community.ownerUrl,
    rounds,
    turn: seconds * 1000,
  })
  return { questions, closed: await timeClose(tierUrls.community.url, [await lastMonth(tierUrls.city.url)]) }
}

async function lastMonth(cityUrl: string): Promise<string> {
  return withClient(cityUrl, async (client) => {
    const { rows } = await client.query<{ period: string }>(
      `select max(period) as period from measure_return where period ~ '^[0-9]{4}-[0-9]{2}$'`,
    )
    return rows[0]?.period ?? ''
  })
}
