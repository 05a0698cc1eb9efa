import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'

/** The cells above zero that a return tells of a count, as a mask. */
export function publishedMask({ cells }: Pick<MeasureReturn, 'cells'>, count: BaseCountName): number {
  return cells.reduce((mask, { breakdown, counts }) => (counts[count] ? mask | (1 << breakdown) : mask), 0)
}

/** The cells of which a return tells bounds of their own, as a mask. */
export function boundedMask({ cells }: Pick<MeasureReturn, 'cells'>, count: BaseCountName): number {
  return cells.reduce((mask, { breakdown, bounds }) => (bounds?.[count] ? mask | (1 << breakdown) : mask), 0)
}

/** The cells that a return hides of a count, as a mask. */
export function hiddenMask({ hidden }: Pick<MeasureReturn, 'hidden'>, count: BaseCountName): number {
  return hidden[baseCountNames.indexOf(count)] ?? 0
}

/** Whether a return hides a cell of a count. */
export function hidesCell(released: Pick<MeasureReturn, 'hidden'>, count: BaseCountName, cell: number): boolean {
  return ((hiddenMask(released, count) >> cell) & 1) === 1
}
