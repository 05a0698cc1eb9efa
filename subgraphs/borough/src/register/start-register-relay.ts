import { longestWait } from '@shequ/subgraph/relay/back-off'
import { type Relay, repeat } from '@shequ/subgraph/relay/repeat'
import { type RegisterRoute, sendRegisters } from './send-registers.js'

export interface RegisterRelayOptions extends Omit<RegisterRoute, 'now'> {
  readonly now?: () => Date
  readonly random?: () => number
  /** The wait between two looks whether the register changed, in milliseconds. 10,000 by default; the city is that much behind. */
  readonly pollInterval?: number
  /** False for a relay that sends only when `drain` is called. True by default. */
  readonly inBackground?: boolean
}

/** Starts to send the boroughs' registers to the city, each when it has changed. */
export function startRegisterRelay({
  now = () => new Date(),
  random = Math.random,
  pollInterval = 10_000,
  inBackground = true,
  ...route
}: RegisterRelayOptions): Relay {
  const run = ({ isStopped }: { readonly isStopped: () => boolean }) => sendRegisters({ ...route, now }, isStopped)
  return repeat({ run, pollInterval, longestWait, inBackground, random, log: route.log })
}
