import { boroughOf, cityOf, streetOf } from '@shequ/schema/codes/division-code'
import {
  type BaseCountName,
  baseCountNames,
  baseCounts,
  type MeasuredDataset,
  measuredDatasets,
} from '@shequ/schema/measures/base-counts'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { type ReturnKey, readReturns } from '@shequ/subgraph/returns/read-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { storeReturns } from '../store-returns.js'
import { type Hiding, readHiding } from './read-hiding.js'
import { withoutCells } from './without-cells.js'

/**
 * Called when a community takes a dataset back from the city, inside the transaction that does it. The sums of its street, borough
 * and city stay as they were released, its records in them: the difference to others without it would tell what it hid.
 * But where nobody else hides anything in what is left of a sum when the others' cells are taken away, what is left is the
 * community's own cell: there the sum gives way to its bounds, as a new version.
 */
export async function withdrawSums(sql: TransactionSql, community: string, dataset: MeasuredDataset): Promise<void> {
  const keys = await sql<ReturnKey>(
    `select division_code as division, period from measure_return
     where division_code = $1 and kind = 'NAMED' and summed[$2::int] order by period`,
    community,
    measuredDatasets.indexOf(dataset) + 1,
  )
  const around = [...new Set([streetOf(community), boroughOf(community), cityOf(community)])]
  const own = await readReturns(sql, keys)
  const sums = await readReturns(
    sql,
    keys.flatMap(({ period }) => around.map((division) => ({ division, period }))),
  )
  const hiding = await readHiding(
    sql,
    community,
    dataset,
    keys.map(({ period }) => period),
  )
  const changed = own.flatMap((named) => {
    const exposed = exposedCells(named, dataset, hiding.get(named.period))
    const ofPeriod = sums.filter(({ kind, period }) => kind === 'SUM' && period === named.period)
    return ofPeriod.flatMap((sum) => {
      const cells = exposed.get(levelOf(sum.division, community))
      return cells === undefined || cells.size === 0 ? [] : [withoutCells(sum, named, cells)]
    })
  })
  await storeReturns(sql, changed)
}

type Level = 'street' | 'borough' | 'city'
type CellsByCount = Map<BaseCountName, number>

/** The cells that could be read out of the sums: of the street's where nobody hides beside, then of the borough's, then of the city's. */
function exposedCells(
  named: MeasureReturn,
  dataset: MeasuredDataset,
  hiding: Hiding | undefined,
): ReadonlyMap<Level, CellsByCount> {
  const exposed = new Map<Level, CellsByCount>([
    ['street', new Map()],
    ['borough', new Map()],
    ['city', new Map()],
  ])
  const add = (level: Level, count: BaseCountName, cell: number) => {
    const cells = exposed.get(level)
    cells?.set(count, (cells.get(count) ?? 0) | (1 << cell))
  }
  for (const { breakdown, counts } of named.cells) {
    for (const count of baseCountNames) {
      if (baseCounts[count].dataset !== dataset || !counts[count]) continue
      if (hiding?.inStreet(count, breakdown)) continue
      add('street', count, breakdown)
      if (hiding?.inBorough(count, breakdown)) continue
      add('borough', count, breakdown)
      if (!hiding?.inCity(count, breakdown)) add('city', count, breakdown)
    }
  }
  return exposed
}

function levelOf(division: string, community: string): Level {
  if (division === streetOf(community)) return 'street'
  return division === boroughOf(community) ? 'borough' : 'city'
}
