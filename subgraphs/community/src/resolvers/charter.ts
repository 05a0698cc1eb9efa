import type { CharterResolvers, Dataset } from '../generated/resolver-types.js'

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
  sharing: ({ levels }) => datasets.map((dataset) => ({ dataset, level: levels[dataset] ?? 'PRIVATE' })),
}
