/**
 * The datasets of a community's from which measures are counted. Its sharing level decides who sees the cells. One is only ever added at
 * the end: its place here is its place in `levels` and `summed` of a return.
 */
export const measuredDatasets = [
  'PROGRAMMES',
  'VOICES',
  'LEDGER',
  'CENTRES',
  'GUIDANCE_RESPONSES',
  'PROPOSALS',
] as const

/** How many of them every return tells of, however old. A return of before there was another one says nothing of it: that is missing. */
export const firstDatasets = measuredDatasets.indexOf('GUIDANCE_RESPONSES') + 1

export type MeasuredDataset = (typeof measuredDatasets)[number]
