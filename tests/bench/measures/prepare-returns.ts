import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import { startRelays, trustedSenders } from '@shequ/cli/run/returns'
import { createLog } from '@shequ/process/log'
import { type Progress, showProgress } from '@shequ/process/progress'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { city } from '../question/three-hop-query.js'

/**
 * Closes the periods of the city that are due and lets the returns travel to the borough and the city tier, where that has not
 * been done.
 */
export async function prepareReturns(dataDir: string, urls: Readonly<Record<Tier, string>>): Promise<void> {
  const log = createLog('bench', 'error')
  const opened = new Map(
    await Promise.all(
      tiers.map(async (tier) => {
        const senders = await trustedSenders(tier, dataDir)
        return [tier, openSubgraph(tier, urls[tier], log, { senders })] as const
      }),
    ),
  )
  try {
    const pool = opened.get('community')?.pool
    if (pool === undefined) throw new Error('Expected the community tier to be open.')
    let progress: Progress | undefined
    await closePeriods({
      pool,
      city,
      now: new Date(),
      begin: (due) => (progress = showProgress('Returns, periods', due)),
      advance: () => progress?.advance(1),
    })
    progress?.finish()
    const relays = await startRelays(opened, dataDir, log)
    for (const relay of relays) await relay.drain()
    await Promise.all(relays.map((relay) => relay.stop()))
  } finally {
    await Promise.all([...opened.values()].map((each) => each.close()))
  }
}
