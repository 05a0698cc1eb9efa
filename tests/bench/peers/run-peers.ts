import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { unmetered } from '../../helpers/unmetered.js'
import { type Comparison, compareContenders, turnsOf } from '../compare/compare-contenders.js'
import { type ShapeName, shapeNames, shapes } from '../question/shapes.js'
import type { Contender } from '../serve/contenders.js'
import { type Service, type ServingCommand, portPlace } from '../serve/service.js'
import type { ServiceProcess } from '../serve/start-process.js'
import type { ShapeTables } from '../shapes/shapes-report.js'
import { type Peer, peers } from './peers.js'
import { writeGraph } from './write-graph.js'

export interface PeersBench {
  readonly dataDir: string
  /** Where the peers are installed. */
  readonly folder: string
  readonly start: (service: Service) => Promise<ServiceProcess>
}

/** The hub by one process and by two, and with the subgraphs in its own process. */
const waysOfHub = 3

/** How many turns there are, warming up included. */
export function peersTurns(plan: Pick<Comparison, 'rounds' | 'concurrencies'>): number {
  return turnsOf(waysOfHub + peers.length, plan) * shapeNames.length
}

/** Compares the hub with its peers over subgraphs in memory: each shape by itself, all in turn. */
export async function runPeers(bench: PeersBench, comparison: Comparison): Promise<readonly ShapeTables[]> {
  const found: ShapeTables[] = []
  for (const shape of shapeNames) {
    const subgraphs = await bench.start({ kind: 'shape', shape })
    const contenders = await startContenders(shape, subgraphs, bench)
    found.push({ shape, tables: await compareContenders(contenders, comparison) })
    await Promise.all(contenders.flatMap(({ processes: [gateway] }) => gateway?.end() ?? []))
    await subgraphs.end()
  }
  return found
}

async function startContenders(
  shape: ShapeName,
  subgraphs: ServiceProcess,
  { dataDir, folder, start }: PeersBench,
): Promise<readonly Contender[]> {
  const graph = join(folder, shape)
  await writeGraph(graph, shapes[shape], subgraphs.url)
  const supergraph = `${subgraphs.url}/supergraph`
  const body = JSON.stringify({ query: shapes[shape].query })
  const serving = { kind: 'command', folder: graph, body } as const
  const contender = async (name: string, service: Service, asks = true): Promise<Contender> => {
    const process = await start(service)
    return { name, url: process.url, processes: asks ? [process, subgraphs] : [process], body }
  }
  const contenders = [
    await contender('hub', { ...serving, ...hubCommand('hub', 1, supergraph, dataDir) }),
    await contender('hub, 2 workers', { ...serving, ...hubCommand('hub, 2 workers', 2, supergraph, dataDir) }),
  ]
  const inProcess = await start({ kind: 'shape-in-process', dataDir, shape, supergraph })
  contenders.push({ name: 'hub, subgraphs in process', url: inProcess.url, processes: [inProcess], body })
  for (const peer of peers)
    contenders.push(await contender(peer.name, { ...serving, ...peerCommand(peer, folder) }, peer.asks))
  return contenders
}

type Started = Omit<ServingCommand, 'body' | 'folder'>

/** The hub as its users start it. */
function hubCommand(name: string, workers: number, supergraph: string, dataDir: string): Started {
  const main = fileURLToPath(import.meta.resolve('@shequ/cli/main'))
  const options = ['--workers', String(workers), '--supergraph', supergraph, '--port', portPlace]
  return {
    name,
    command: process.execPath,
    args: [...process.execArgv, main, 'gateway', ...options],
    environment: { DATA_DIR: dataDir, LOG_LEVEL: 'error', MAX_DEPTH: '0', ...unmetered },
  }
}

/** All programs for Node run with the options that Node was given for the bench, as the hub does. */
function peerCommand({ name, file, isForNode, args }: Peer, folder: string): Started {
  const path = join(folder, file)
  if (!isForNode) return { name, command: path, args }
  return { name, command: process.execPath, args: [...process.execArgv, path, ...args] }
}
