import type { Logger } from '@shequ/process/log'
import { gatewayViewer } from '@shequ/schema/viewer'
import type { TierSource } from '../tier-source.js'
import type { NodeCounts } from './node-counts.js'

export interface ReportOptions {
  readonly borough: () => Pick<TierSource, 'ask'> | undefined
  readonly counts: NodeCounts
  /** The gateway's name, one for each start of it. */
  readonly gateway: string
  /** Milliseconds between two reports: `Community.node` is that much behind. */
  readonly interval: number
  readonly log: Logger
}

/** Reports to the borough, from time to time, how nodes fare. */
export interface HealthReports {
  /** Reports now what is unreported. Never rejects: what was not taken down is reported the next time. */
  report(): Promise<void>
  stop(): void
}

const mostNodes = 1_000

const mutation = `mutation ($gateway: String!, $nodes: [NodeHealthInput!]!) { reportNodeHealth(input: { gateway: $gateway, nodes: $nodes }) }`

/** Begins to report. */
export function startHealthReports({ borough, counts, gateway, interval, log }: ReportOptions): HealthReports {
  async function report(): Promise<void> {
    for (let nodes = counts.take(mostNodes); nodes.length > 0; nodes = counts.take(mostNodes)) {
      const answer = await borough()?.ask({ query: mutation, variables: { gateway, nodes }, viewer: gatewayViewer })
      const [error] = answer?.errors ?? []
      if (answer !== undefined && error === undefined) continue
      counts.putBack(nodes)
      log.debug({ reason: error?.message }, 'how nodes fare could not be reported; the next report says it')
      return
    }
  }
  const timer = setInterval(() => void report(), interval)
  timer.unref()
  return { report, stop: () => clearInterval(timer) }
}
