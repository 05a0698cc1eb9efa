import { createLog } from '@shequ/process/log'
import { showProgress } from '@shequ/process/progress'
import { Shutdown } from '@shequ/process/shutdown'
import { endWith } from '../serve/end-with.js'
import { machineHere } from '../report/bench-report.js'
import { startProcess } from '../serve/start-process.js'
import { formatPeers } from './peers-report.js'
import { peersTurns, runPeers } from './run-peers.js'

export interface PeersOptions {
  readonly dataDir: string
  readonly rounds: number
  /** How long a contender's turn in a round is, in seconds. */
  readonly seconds: number
  readonly say: (line: string) => void
}

/** Compares the hub with gateways of others, and gives the page of results. What it started is ended, however it ends. */
export async function benchPeers({ dataDir, rounds, seconds, say }: PeersOptions): Promise<string> {
  const shutdown = new Shutdown(createLog('bench', 'error'))
  const progress = showProgress('Peers, turns', peersTurns(rounds))
  try {
    const keep = (name: string, starting: ReturnType<typeof startProcess>) =>
      endWith(shutdown, name, starting, (started) => started.end())
    const shapes = await runPeers({
      dataDir,
      rounds,
      turn: seconds * 1000,
      start: (service) => keep(service.kind, startProcess(service)),
      keep,
      onTurn: () => progress.advance(1),
      say,
    })
    return formatPeers({ date: new Date().toISOString().slice(0, 10), machine: machineHere(), shapes })
  } finally {
    progress.finish()
    await shutdown.run()
  }
}
