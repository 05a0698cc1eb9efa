import { longestWait } from './back-off.js'
import { returnsCargo } from './returns-cargo.js'
import { type Relay, repeat } from './repeat.js'
import { type RelaySettings, runRelay } from './run-relay.js'

type Defaulted = 'cargo' | 'now' | 'random' | 'longestWait' | 'batchSize' | 'batchBytes' | 'lease'

export interface RelayOptions extends Omit<RelaySettings, Defaulted>, Partial<Pick<RelaySettings, Defaulted>> {
  /** The wait between two looks for what is due, in milliseconds. 1,000 by default; the tier above is that much behind. */
  readonly pollInterval?: number
  /** False for a relay that sends only when `drain` is called. True by default. */
  readonly inBackground?: boolean
}

/**
 * Starts a relay, which sends what a tier has queued to the tier above: returns, unless it carries something else. At least once: what was sent but not acknowledged goes
 * again. Several on one database share the work. A relay that is killed leaves what it was sending to the others, or
 * to its next start, after the lease.
 */
export function startRelay({ pollInterval = 1_000, inBackground = true, ...options }: RelayOptions): Relay {
  const settings: RelaySettings = {
    now: () => new Date(),
    random: Math.random,
    longestWait,
    cargo: returnsCargo,
    batchSize: 500,
    batchBytes: 4 * 1024 ** 2,
    lease: 15_000,
    ...options,
  }
  return repeat({ ...settings, run: (run) => runRelay(settings, run), pollInterval, inBackground })
}
