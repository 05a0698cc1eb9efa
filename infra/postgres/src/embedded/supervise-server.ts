import { setTimeout as sleep } from 'node:timers/promises'
import { type Kept, type Run, keepRunning } from '@shequ/process/keep-running'
import type { RunningServer } from './run-server.js'

/** How often to look whether the server's process runs, in milliseconds. */
const betweenLooks = 200

/** Starts a server again whenever it has ended by itself. Pools find it where it was. */
export function superviseServer(server: Pick<RunningServer, 'isUp' | 'startAgain'>, say: (line: string) => void): Kept {
  const looking = new AbortController()
  const watch = (): Run => ({ ended: untilDown(server, looking.signal) })
  const kept = keepRunning({
    first: watch(),
    start: async () => {
      await server.startAgain()
      return watch()
    },
    onEnd: (reason, wait) => say(`${reason instanceof Error ? reason.message : String(reason)} ${next(wait)}`),
    onRestart: () => say('The embedded PostgreSQL runs again.'),
  })
  return {
    get isUp() {
      return kept.isUp
    },
    stop: async () => {
      looking.abort()
      await kept.stop()
    },
  }
}

async function untilDown(server: Pick<RunningServer, 'isUp'>, signal: AbortSignal): Promise<string> {
  while (!signal.aborted && (await server.isUp())) {
    await sleep(betweenLooks, undefined, { signal, ref: false }).catch(() => undefined)
  }
  return 'The embedded PostgreSQL has ended by itself.'
}

function next(wait: number): string {
  return `It is started again in ${wait / 1000} s.`
}
