import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { boroughOf, cityOf, streetOf, withoutPadding } from '@shequ/schema/codes/division-code'
import type { Period } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { hidesCell } from '@shequ/disclosure'
import { tellingCounts } from './telling-counts.js'

/** What others hide around a community in a period. */
export interface Hiding {
  /** Whether another community of the street hides a cell. */
  inStreet(count: BaseCountName, cell: number): boolean
  /** Whether another community of the borough does, in a street whose sum does not tell of the cell. */
  inBorough(count: BaseCountName, cell: number): boolean
  /** Whether another borough's sum does not tell of the cell: then something is hidden there. */
  inCity(count: BaseCountName, cell: number): boolean
}

/** What a return of a period hides, of a community whose records are summed or of an area. */
export interface HidingReturn {
  readonly division: string
  readonly kind: 'NAMED' | 'SUM'
  readonly hidden: readonly number[]
}

/** Reads who around a community hides what, by period: the borough's summed communities, its streets' sums, other boroughs' sums. */
export async function readHiding(
  sql: TransactionSql,
  community: string,
  dataset: MeasuredDataset,
  periods: readonly Period[],
): Promise<ReadonlyMap<Period, Hiding>> {
  const rows = await sql<HidingReturn & { readonly period: Period }>(
    `select division_code as division, period, kind::text as kind, hidden from measure_return
     where period = any($1::text[]) and division_code <> $2
       and (kind = 'NAMED' and division_code like $3 and summed[$4::int] or kind = 'SUM' and division_code like $5)`,
    periods,
    community,
    `${withoutPadding(boroughOf(community))}%`,
    measuredDatasets.indexOf(dataset) + 1,
    `${withoutPadding(cityOf(community))}%`,
  )
  return new Map(
    periods.map((period) => [
      period,
      hidingOf(
        community,
        rows.filter((row) => row.period === period),
      ),
    ]),
  )
}

/**
 * What others hide around a community, by their returns of a period.
 *
 * @param returns of the borough's other communities whose records are summed, and of the city's areas
 */
export function hidingOf(community: string, returns: readonly HidingReturn[]): Hiding {
  const named = returns.filter(({ kind }) => kind === 'NAMED')
  const sums = new Map(returns.filter(({ kind }) => kind === 'SUM').map((row) => [row.division, row]))
  const isUntold = (row: HidingReturn, count: BaseCountName, cell: number) =>
    tellingCounts(count).every((telling) => hidesCell(row, telling, cell))
  const tells = (division: string, count: BaseCountName, cell: number) => {
    const sum = sums.get(division)
    return sum !== undefined && !isUntold(sum, count, cell)
  }
  const otherBoroughs = [...sums.keys()].filter(
    (division) => division.endsWith('000000') && division !== boroughOf(community) && division !== cityOf(community),
  )
  const isBeside = ({ division }: HidingReturn, count: BaseCountName, cell: number) =>
    streetOf(division) === streetOf(community) || !tells(streetOf(division), count, cell)
  return {
    inStreet: (count, cell) =>
      named.some((row) => streetOf(row.division) === streetOf(community) && isUntold(row, count, cell)),
    inBorough: (count, cell) => named.some((row) => isUntold(row, count, cell) && isBeside(row, count, cell)),
    inCity: (count, cell) => otherBoroughs.some((division) => !tells(division, count, cell)),
  }
}
