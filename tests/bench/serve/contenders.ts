import type { Tier } from '@shequ/schema/tiers'
import type { Counts } from './process-messages.js'
import type { Service } from './service.js'
import type { ServiceProcess } from './start-process.js'

/** One way to answer the query: where it is asked, and the processes that do the work. */
export interface Contender {
  readonly name: string
  readonly url: string
  readonly processes: readonly ServiceProcess[]
  /** What it is asked, as JSON; the three-hop query by default. */
  readonly body?: string
}

/** The name of the contender that all others are compared with. */
export const base = 'stock gateway'

export interface ContenderSources {
  readonly dataDir: string
  readonly urls: Readonly<Record<Tier, string>>
  readonly scratchUrl: string
}

/** Starts all contenders. The hub over HTTP and the stock gateway ask the very same subgraph processes. */
export async function startContenders(
  { dataDir, urls, scratchUrl }: ContenderSources,
  start: (service: Service) => Promise<ServiceProcess>,
): Promise<readonly Contender[]> {
  const startSubgraph = (tier: Tier) => start({ kind: 'subgraph', dataDir, tier, url: urls[tier] })
  const city = await startSubgraph('city')
  const borough = await startSubgraph('borough')
  const community = await startSubgraph('community')
  const shared = [city, borough, community]
  const subgraphs = { city: city.url, borough: borough.url, community: community.url }
  const hub = await start({ kind: 'hub', dataDir, urls })
  const gateway = await start({ kind: 'gateway', dataDir, subgraphs })
  const stock = await start({ kind: 'stock', subgraphs })
  const statement = await start({ kind: 'statement', url: scratchUrl })
  return [
    { name: 'hub in process', url: hub.url, processes: [hub] },
    { name: 'hub over HTTP', url: gateway.url, processes: [gateway, ...shared] },
    { name: base, url: stock.url, processes: [stock, ...shared] },
    { name: 'plain SQL', url: statement.url, processes: [statement] },
  ]
}

/** Processor time that all processes of a contender have used so far, in milliseconds. */
export async function cpuOf({ processes }: Contender): Promise<number> {
  const times = await Promise.all(processes.map((process) => process.cpu()))
  return times.reduce((sum, time) => sum + time, 0)
}

/** What a contender's processes counted while `work` was done. */
export async function countOf({ processes }: Contender, work: () => Promise<unknown>): Promise<Counts> {
  await Promise.all(processes.map((process) => process.count()))
  await work()
  const counts = await Promise.all(processes.map((process) => process.counts()))
  return {
    statements: counts.reduce((sum, { statements }) => sum + statements, 0),
    calls: counts.reduce((sum, { calls }) => sum + calls, 0),
    entities: counts.reduce((sum, { entities }) => sum + entities, 0),
  }
}
