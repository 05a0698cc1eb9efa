import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { lastDayOf } from '../count/count-scope.js'

/** A community's decision to entrust the hosted server with its counts, as its node keeps it. */
export interface Entrustment {
  /** The last day of the term; null once it was taken back. */
  readonly until: string | null
  /** The term and the levels that the hosted server was told last, as they were sent; empty before. */
  readonly told: string
  /** Periods whose counts the hosted server has. */
  readonly sent: readonly Period[]
  /** Periods that the hosted server had closed without the community. */
  readonly refused: readonly Period[]
}

/** Reads the decision of a node's community; undefined where it never made one. */
export async function readEntrustment(sql: TransactionSql): Promise<Entrustment | undefined> {
  const [entrustment] = await sql<Entrustment>('select until::text as until, told, sent, refused from entrustment')
  return entrustment
}

/** Whether the hosted server releases a period of the node's community, rather than the node. */
function isCovered({ until, refused }: Entrustment, period: Period): boolean {
  return until !== null && lastDayOf(period) <= until && !refused.includes(period)
}

/** Of the periods that are due, in order, those that are released next by the hosted server: up to the first that is not. */
export function coveredFirst(due: readonly Period[], entrustment: Entrustment): readonly Period[] {
  return until(due, (period) => !isCovered(entrustment, period))
}

/** Of the periods that are due, in order, those that the node releases next by itself: up to the first that is covered. */
export function ownFirst(due: readonly Period[], entrustment: Entrustment | undefined): readonly Period[] {
  return entrustment === undefined ? due : until(due, (period) => isCovered(entrustment, period))
}

function until(periods: readonly Period[], isNot: (period: Period) => boolean): readonly Period[] {
  const first = periods.findIndex(isNot)
  return first === -1 ? periods : periods.slice(0, first)
}
