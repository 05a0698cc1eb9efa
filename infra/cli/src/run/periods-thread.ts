import { workerData } from 'node:worker_threads'
import { watchPeriods } from '@shequ/community/returns/close/watch-periods'
import { openPool } from '@shequ/postgres/open-pool'
import { createLog } from '@shequ/process/log'
import { showProgress } from '@shequ/process/progress'
import type { PeriodsThread } from './close-in-background.js'

const { url, logLevel, byNode } = workerData as PeriodsThread

watchPeriods({
  byNode,
  pool: openPool(url),
  log: createLog('periods', logLevel),
  showProgress: (city, due) => showProgress(`Returns of ${city}, periods`, due),
})
// The watch alone would let the thread end.
setInterval(() => undefined, 2 ** 30)
