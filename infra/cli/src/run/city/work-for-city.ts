import { type ClosingPeriods, closeInBackground } from '../close-in-background.js'
import { watchHosted } from '../host-communities.js'
import { pruneTier } from '../prune-tier.js'
import { startRelays } from '../returns.js'
import type { CityProcess, OpenCity } from './open-city.js'

/**
 * Does what a city needs done in the background, in one process: carries returns from each tier to the one above, follows moves of communities,
 * removes what has had its time, and closes periods.
 */
export async function workForCity(
  { opened, community, askBorough: ask, communityKey: key }: OpenCity,
  { config, urls, log, shutdown }: CityProcess,
): Promise<ClosingPeriods> {
  const closing = closeInBackground({ url: urls.community, log })
  shutdown.add('closing of periods', () => closing.stop())
  const relays = await startRelays(opened, config.DATA_DIR, log, () => closing.isBehind)
  for (const relay of relays) shutdown.add('relay', () => relay.stop())
  const watch = watchHosted({ open: community, ask, key, log })
  shutdown.add('watch of places', () => watch.stop())
  for (const [tier, { pool }] of opened) {
    const pruner = pruneTier(tier, pool, log)
    shutdown.add(`pruning of the ${tier} tier`, () => pruner.stop())
  }
  return closing
}
