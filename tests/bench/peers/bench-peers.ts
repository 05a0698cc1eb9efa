import { join } from 'node:path'
import { createLog } from '@shequ/process/log'
import { showProgress } from '@shequ/process/progress'
import { Shutdown } from '@shequ/process/shutdown'
import type { Comparison } from '../compare/compare-contenders.js'
import { countRows, openBenchDatabases } from '../database/open-bench-databases.js'
import { timeClose } from '../measures/time-close.js'
import { queriesTurns, runQueries } from '../queries/run-queries.js'
import { machineHere } from '../report/bench-report.js'
import { endWith } from '../serve/end-with.js'
import type { Service } from '../serve/service.js'
import { type ServiceProcess, startProcess } from '../serve/start-process.js'
import { installPeers } from './install-peers.js'
import { peerPackages } from './peers.js'
import type { PeersReport } from './peers-report.js'
import { peersTurns, runPeers } from './run-peers.js'

/** The parts of the comparison. */
export const peersSections = ['shapes', 'queries', 'measures'] as const

export interface PeersOptions {
  /** The data folder whose databases are asked. */
  readonly dataDir: string
  /** Where the peers are installed. */
  readonly folder: string
  readonly rounds: number
  /** How long a contender's turn in a round is, in seconds. */
  readonly seconds: number
  /** The one part wanted; all by default. */
  readonly only?: (typeof peersSections)[number] | undefined
  readonly say: (line: string) => void
}

/** How many requests are under way at once: a table each. */
const concurrencies = [1, 8, 64]

/** A first quarter with its months, which are closed together: one of the years that activity is generated for. */
const quarter = ['2025-01', '2025-02', '2025-03', '2025-Q1']

/** The programs of monoliths, seen from where the compiled bench lies. */
const programs = join(import.meta.dirname, '../../../bench/peers/programs')

const log = createLog('bench', 'error')

/**
 * Compares the hub with its peers in memory, with the stock gateway and plain SQL on the three tiers, and times what the planners
 * wait for. Whatever it started is ended when it is done, when it fails, and when it is interrupted.
 */
export async function benchPeers(options: PeersOptions): Promise<PeersReport> {
  const { only } = options
  const began = Date.now()
  const shutdown = new Shutdown(log)
  try {
    const wantsShapes = only === undefined || only === 'shapes'
    // First what may not be there: packages, and databases that nobody else uses.
    if (wantsShapes) await install(shutdown, options)
    const onTiers = only === 'shapes' ? {} : await inPart(shutdown, (part) => compareOnTiers(part, options))
    const shapes = wantsShapes ? await inPart(shutdown, (part) => compareInMemory(part, options)) : undefined
    const minutes = (Date.now() - began) / 60_000
    const date = new Date(began).toISOString()
    return { date, machine: machineHere(), minutes, packages: peerPackages, ...onTiers, shapes }
  } finally {
    await shutdown.run()
  }
}

async function install(shutdown: Shutdown, { folder, say }: PeersOptions): Promise<void> {
  const stop = new AbortController()
  shutdown.add('installation', async () => stop.abort())
  await installPeers({ folder, programs, signal: stop.signal, say })
}

/** Ends what a part started before the next part begins. */
async function inPart<Found>(shutdown: Shutdown, run: (part: Shutdown) => Promise<Found>): Promise<Found> {
  const part = new Shutdown(log, [])
  shutdown.add('a part', () => part.run())
  try {
    return await run(part)
  } finally {
    await part.run()
  }
}

/** What needs the databases: the three-hop query, and closing. */
async function compareOnTiers(
  part: Shutdown,
  options: PeersOptions,
): Promise<Pick<PeersReport, 'data' | 'queries' | 'closed'>> {
  const { dataDir, only, say } = options
  const opening = openBenchDatabases(dataDir, say)
  const databases = await endWith(part, 'databases', opening, (opened) => opened.stop())
  const data = await countRows(databases.urls)
  let queries: PeersReport['queries']
  if (only !== 'measures') {
    const { comparison, progress } = showComparison('Three hops', queriesTurns, options)
    queries = await runQueries({ dataDir, databases, start: startIn(part), shutdown: part }, comparison)
    progress.finish()
  }
  if (only === 'queries') return { data, queries }
  say(`Closing ${quarter.join(', ')}, to be undone …`)
  return { data, queries, closed: await timeClose(databases.urls.community.url, quarter) }
}

async function compareInMemory(part: Shutdown, options: PeersOptions): Promise<PeersReport['shapes']> {
  const { comparison, progress } = showComparison('In memory', peersTurns, options)
  const shapes = await runPeers({ ...options, start: startIn(part) }, comparison)
  progress.finish()
  return shapes
}

function startIn(part: Shutdown): (service: Service) => Promise<ServiceProcess> {
  return (service) => endWith(part, service.kind, startProcess(service), (started) => started.end())
}

function showComparison(what: string, turnsOf: typeof peersTurns, { rounds, seconds, say }: PeersOptions) {
  const progress = showProgress(`${what}, turns`, turnsOf({ rounds, concurrencies }))
  const comparison: Comparison = {
    rounds,
    turn: seconds * 1000,
    concurrencies,
    onEqual: () => say(`${what}: all answer the same.`),
    onTurn: () => progress.advance(1),
  }
  return { comparison, progress }
}
