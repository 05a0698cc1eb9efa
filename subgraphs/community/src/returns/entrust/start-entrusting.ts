import { HubError } from '@shequ/schema/errors/hub-error'
import type { Logger } from '@shequ/process/log'
import { type Relay, repeat } from '@shequ/subgraph/relay/repeat'
import { type SendCounts, sendCounts } from './send-counts.js'

export interface StartEntrusting extends Omit<SendCounts, 'now' | 'looksForPeriods'> {
  readonly log: Logger
  readonly now?: () => Date
  /** The wait between two looks at what the community decided, in milliseconds. 2,000 by default; the hub hears of it that much later. */
  readonly pollInterval?: number
  /** The wait between two looks for periods that are over, in milliseconds. A minute by default; the hub waits three days for counts. */
  readonly periodInterval?: number
  /** False for what runs only when `drain` is called. True by default. */
  readonly inBackground?: boolean
}

/** Entrusts the hosted server with the counts of a node's community, as long as the community has it so, again and again until it is stopped. */
export function startEntrusting({
  log,
  now = () => new Date(),
  pollInterval = 2_000,
  periodInterval = 60_000,
  inBackground = true,
  ...sending
}: StartEntrusting): Relay {
  let lookedAt = Number.NEGATIVE_INFINITY
  return repeat({
    run: async ({ evenIfNotDue }) => {
      const looksForPeriods = evenIfNotDue || performance.now() - lookedAt >= periodInterval
      try {
        const sent = await sendCounts({ ...sending, now, looksForPeriods })
        if (looksForPeriods) lookedAt = performance.now()
        return { sent, putOff: 0 }
      } catch (error) {
        if (!(error instanceof HubError)) throw error
        log.warn({ code: error.code, reason: error.message }, 'the hosted server did not take the counts')
        return { sent: 0, putOff: 1, fault: error.code }
      }
    },
    pollInterval,
    longestWait: 60_000,
    inBackground,
    random: Math.random,
    log,
  })
}
