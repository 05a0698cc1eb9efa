export { determinedCells } from './audit/determined-cells.js'
export { type TableCell, tableRelations } from './audit/table-relations.js'
export { correctedReturn } from './build/corrected-return.js'
export { isMixed } from './build/mixed-magnitude.js'
export { bracketAbove } from './model/bracket.js'
export { type MoneyContribution, dominatedCounts } from './model/dominated-counts.js'
export { cellIndexOf, familySize, keptCellIndexes } from './model/family.js'
export { partsOf, wholesOf } from './model/parts-of.js'
export type {
  CommunityCounts,
  EarlierCounts,
  EarlierPeriod,
  PeriodRelease,
  ReleasedReturn,
} from './model/period-release.js'
export { boundedMask, hiddenMask, hidesCell, publishedMask } from './model/return-masks.js'
export { releasePeriod } from './release-period.js'
