import type { Shutdown } from '@shequ/process/shutdown'
import { type Comparison, compareContenders, turnsOf } from '../compare/compare-contenders.js'
import { type BenchDatabases, urlsOf } from '../database/open-bench-databases.js'
import { createScratchDatabase } from '../database/scratch-database.js'
import { startContenders } from '../serve/contenders.js'
import { endWith } from '../serve/end-with.js'
import type { Service } from '../serve/service.js'
import type { ServiceProcess } from '../serve/start-process.js'
import type { Table } from '../table/tabulate.js'

export interface QueriesBench {
  readonly dataDir: string
  readonly databases: BenchDatabases
  readonly start: (service: Service) => Promise<ServiceProcess>
  readonly shutdown: Shutdown
}

const contendersOfQueries = 4

/** How many turns there are, warming up included. */
export function queriesTurns(plan: Pick<Comparison, 'rounds' | 'concurrencies'>): number {
  return turnsOf(contendersOfQueries, plan)
}

/** Compares the ways to answer the three-hop query: the hub, the stock gateway and one statement of SQL. */
export async function runQueries(
  { dataDir, databases: { adminUrl, urls }, start, shutdown }: QueriesBench,
  comparison: Comparison,
): Promise<readonly Table[]> {
  const making = createScratchDatabase(adminUrl, urlsOf(urls, 'ownerUrl'))
  const scratch = await endWith(shutdown, 'scratch database', making, (made) => made.drop())
  const contenders = await startContenders({ dataDir, urls: urlsOf(urls, 'url'), scratchUrl: scratch.url }, start)
  return compareContenders(contenders, comparison)
}
