import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { unmetered } from '../../helpers/unmetered.js'
import { shapeNames, shapes } from '../question/shapes.js'
import { base, type Contender } from '../serve/contenders.js'
import type { Service } from '../serve/service.js'
import type { ServiceProcess } from '../serve/start-process.js'
import { compareContenders, shapeContender } from '../shapes/compare-contenders.js'
import { installPeers } from './install-peers.js'
import { peers } from './peers.js'
import type { PeersOfShape } from './peers-report.js'
import { useOfTree } from './process-tree.js'
import { startCommand } from './start-command.js'
import { writeGraph } from './write-graph.js'

export interface PeersBench {
  readonly dataDir: string
  readonly rounds: number
  /** How long a turn is, in milliseconds. */
  readonly turn: number
  readonly start: (service: Service) => Promise<ServiceProcess>
  /** Ends what was started when the bench ends, however it ends. */
  readonly keep: (name: string, starting: Promise<ServiceProcess>) => Promise<ServiceProcess>
  readonly onTurn: () => void
  readonly say: (line: string) => void
}

const concurrencies = [1, 8, 64]

/** The hub by one process and by two, and the stock gateway. */
const ours = 3

const hubCommand = join(import.meta.dirname, '../../../../infra/cli/dist/main.js')

/** How many turns there are, warming up included. */
export function peersTurns(rounds: number): number {
  return (rounds + 1) * (ours + peers.length) * concurrencies.length * shapeNames.length
}

/** Compares the hub's gateway with those of others, over subgraphs in memory, all in turn. */
export async function runPeers(bench: PeersBench): Promise<readonly PeersOfShape[]> {
  const folder = resolve(bench.dataDir, 'peers')
  await mkdir(bench.dataDir, { recursive: true })
  const commands = await installPeers(folder, bench.say)
  const found: PeersOfShape[] = []
  for (const name of shapeNames) {
    const subgraphs = await bench.start({ kind: 'shape', shape: name })
    const contenders = await startContenders(subgraphs, { name, folder: join(folder, name), commands, bench })
    const tables = await compareContenders(contenders, { ...bench, concurrencies })
    const memory = new Map(
      contenders.map(({ name: who, processes: [gateway] }) => [who, useOfTree(gateway?.pid ?? 0).memory]),
    )
    found.push({ shape: name, tables, memory })
    await Promise.all(contenders.flatMap(({ processes: [gateway] }) => gateway?.end() ?? []))
    await subgraphs.end()
  }
  return found
}

async function startContenders(
  subgraphs: ServiceProcess,
  {
    name,
    folder,
    commands,
    bench,
  }: { name: (typeof shapeNames)[number]; folder: string; commands: string; bench: PeersBench },
): Promise<readonly Contender[]> {
  const { dataDir, start, keep } = bench
  const shape = shapes[name]
  const supergraph = `${subgraphs.url}/supergraph`
  await writeGraph(folder, shape, subgraphs.url)
  const contender = (who: string, gateway: ServiceProcess) => shapeContender(who, name, [gateway, subgraphs])
  const body = JSON.stringify({ query: shape.query })
  const workers = (port: number) => [
    ...process.execArgv,
    hubCommand,
    ...['gateway', '--workers', '2', '--supergraph', supergraph, '--port', String(port)],
  ]
  const environment = { DATA_DIR: resolve(dataDir), LOG_LEVEL: 'error', MAX_DEPTH: '0', ...unmetered }
  const hub = { name: 'hub, 2 workers', command: process.execPath, args: workers, folder, environment, body }
  const contenders = [
    contender('hub', await start({ kind: 'shape-hub', dataDir, supergraph, sharesReads: true })),
    contender(hub.name, await keep(hub.name, startCommand(hub))),
    contender(base, await start({ kind: 'shape-stock', supergraph })),
  ]
  for (const peer of peers) {
    const serving = { ...peer, command: join(commands, peer.command), folder, body }
    contenders.push(contender(peer.name, await keep(peer.name, startCommand(serving))))
  }
  return contenders
}
