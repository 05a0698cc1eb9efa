import type { CharterResolvers, Dataset } from '../generated/resolver-types.js'
import { defaultAccessLogDays } from '../database/log-retention.js'
import { smallestCellIn, yearOf } from './smallest-cell-in.js'

/** Every dataset that a community shares or not, in the schema's order. */
const datasets = [
  'CENTRES',
  'PROGRAMMES',
  'COMPETENCES',
  'PROPOSALS',
  'VOICES',
  'DONATIONS',
  'LEDGER',
  'GUIDANCE_RESPONSES',
] as const satisfies readonly Dataset[]

export const Charter: CharterResolvers = {
  smallestCell: (charter, _args, { today }) => smallestCellIn(charter, yearOf(today())),
  smallestCellNextYear: (charter, _args, { today }) => smallestCellIn(charter, yearOf(today()) + 1),
  accessLogDays: ({ accessLogDays }) => accessLogDays ?? defaultAccessLogDays,
  sharing: ({ levels }) => datasets.map((dataset) => ({ dataset, level: levels[dataset] ?? 'PRIVATE' })),
}
