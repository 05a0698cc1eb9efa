import { type BaseCountName, baseCountNames, baseCounts } from './base-counts.js'
import { measuredDatasets } from './measured-datasets.js'

/** How many of the counts a return tells of, in their order, where it tells of so many datasets: one of older software has fewer. */
export function countsOfDatasets(datasets: number): number {
  const isBeyond = (count: BaseCountName) => measuredDatasets.indexOf(baseCounts[count].dataset) >= datasets
  const first = baseCountNames.findIndex(isBeyond)
  return first < 0 ? baseCountNames.length : first
}
