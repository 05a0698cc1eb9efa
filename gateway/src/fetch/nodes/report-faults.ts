import type { Logger } from '@shequ/process/log'
import { gatewayViewer } from '@shequ/schema/viewer'
import type { Faults } from '../../respond/faults.js'
import type { TierSource } from '../tier-source.js'

export interface FaultReportOptions {
  readonly borough: () => Pick<TierSource, 'ask'> | undefined
  readonly faults: Faults
  /** Milliseconds between two reports: operators see a fault that much later. */
  readonly interval: number
  readonly log: Logger
}

/** Reports to the borough tier, from time to time, the errors that nobody expected. */
export interface FaultReports {
  /** Reports now what is unreported. Never rejects: what was not taken down is reported the next time. */
  report(): Promise<void>
  stop(): void
}

const mutation = `mutation ($faults: [FaultInput!]!) { reportFaults(input: { faults: $faults }) }`

/** Begins to report. */
export function startFaultReports({ borough, faults, interval, log }: FaultReportOptions): FaultReports {
  async function report(): Promise<void> {
    const met = faults.take()
    if (met.length === 0) return
    const answer = await borough()?.ask({ query: mutation, variables: { faults: met }, viewer: gatewayViewer })
    const [error] = answer?.errors ?? []
    if (answer !== undefined && error === undefined) return
    faults.putBack(met)
    log.debug({ reason: error?.message }, 'errors could not be reported; the next report says them')
  }
  const timer = setInterval(() => void report(), interval)
  timer.unref()
  return { report, stop: () => clearInterval(timer) }
}
