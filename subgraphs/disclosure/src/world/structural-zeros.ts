import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { cellsWhere } from '../model/cell-masks.js'
import type { ReleaseWorld } from './release-world.js'

const columns = cellKinds.length

/**
 * The cells of a count that everybody sees to be zero, as a mask: where there was none of what it needs (`needs` in `base-counts.ts`), as
 * no sessions of a kind, which the same return tells. Of money, all cells that are zero: only amounts are hidden.
 */
export function structuralZeros(
  { values }: Pick<ReleaseWorld, 'values'>,
  count: BaseCountName,
  periodIndex: number,
  community: number,
): number {
  const { protection, needs }: BaseCount = baseCounts[count]
  const valueAt = (name: string, cell: number) =>
    values[periodIndex]?.valueAt(community, baseCountNames.indexOf(name as BaseCountName) * breakdownCount + cell) ?? 0
  if (protection.rule === 'money') return cellsWhere((cell) => valueAt(count, cell) === 0)
  if (needs === undefined) return 0
  return cellsWhere((cell) => valueAt(needs, cell % columns) === 0 && valueAt(count, cell) === 0)
}
