import { parentPort, workerData } from 'node:worker_threads'
import { watchPeriods } from '@shequ/community/returns/close/watch-periods'
import { openPool } from '@shequ/postgres/open-pool'
import { createLog } from '@shequ/process/log'
import { type Progress, showProgress } from '@shequ/process/progress'
import type { PeriodsThread, PeriodsToClose } from './close-in-background.js'

const { url, logLevel, byNode } = workerData as PeriodsThread

const toClose = new Map<string, number>()

function setToClose(city: string, periods: number): void {
  toClose.set(city, periods)
  const told: PeriodsToClose = { toClose: [...toClose.values()].reduce((sum, each) => sum + each, 0) }
  parentPort?.postMessage(told, [])
}

/** Shows how far a city's periods are, and tells the main thread what is left. */
function showAndTell(city: string, due: number): Progress {
  const shown = showProgress(`Returns of ${city}, periods`, due)
  setToClose(city, due)
  return {
    ...shown,
    advance(periods) {
      shown.advance(periods)
      setToClose(city, (toClose.get(city) ?? 0) - periods)
    },
    finish() {
      shown.finish()
      setToClose(city, 0)
    },
  }
}

watchPeriods({ byNode, pool: openPool(url), log: createLog('periods', logLevel), showProgress: showAndTell })
// The watch alone would let the thread end.
setInterval(() => undefined, 2 ** 30)
