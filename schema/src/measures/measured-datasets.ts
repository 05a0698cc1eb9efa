/** A dataset of a community's from which measures are counted. Its sharing level decides who sees the cells. */
export const measuredDatasets = ['PROGRAMMES', 'VOICES', 'LEDGER', 'CENTRES', 'GUIDANCE_RESPONSES'] as const

export type MeasuredDataset = (typeof measuredDatasets)[number]
