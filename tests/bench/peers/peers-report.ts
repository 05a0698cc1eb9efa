import type { ClosedPeriods } from '../measures/time-close.js'
import type { BenchReport } from '../report/bench-report.js'
import type { ShapeTables } from '../shapes/shapes-report.js'
import type { Table } from '../table/tabulate.js'

/** What a comparison with peers found. What was not wanted is left out. */
export interface PeersReport extends Pick<BenchReport, 'date' | 'machine'> {
  /** How long it took. */
  readonly minutes: number
  /** The packages of the peers, with their versions. */
  readonly packages: Readonly<Record<string, string>>
  /** Rows in the databases. */
  readonly data?: BenchReport['data']
  readonly shapes?: readonly ShapeTables[] | undefined
  /** The three-hop query on the tiers' databases. */
  readonly queries?: readonly Table[] | undefined
  readonly closed?: ClosedPeriods | undefined
}
