import { availableParallelism, cpus } from 'node:os'
import type { AbandonedReport } from '../abandoned/abandoned-report.js'
import type { MeasuresReport } from '../measures/measure-report.js'
import type { RoutingReport } from '../routing/routing-report.js'
import type { ShapeTables } from '../shapes/shapes-report.js'
import type { Table } from '../table/tabulate.js'

/** All that a run of the bench found. */
export interface BenchReport {
  readonly date: string
  readonly machine: Readonly<Record<string, string | number>>
  /** Rows in the databases. */
  readonly data: Readonly<Record<string, number>>
  readonly tables: readonly Table[]
  readonly measures?: MeasuresReport
  readonly routing?: RoutingReport
  readonly abandoned?: AbandonedReport
  readonly shapes?: readonly ShapeTables[]
}

/** What the machine is that a run was made on. */
export function machineHere(): BenchReport['machine'] {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    Node: process.versions.node,
  }
}
