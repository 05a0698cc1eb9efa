import { environmentCount } from '@shequ/process/environment-count'
import { Kind } from 'graphql'
import type { DocumentLimit } from './document-limit.js'
import { sumSelections } from './sum-selections.js'

/** How often fragments may be laid in: fragments that each spread the next one twice double at every step. */
export const fragmentLimit: DocumentLimit = {
  code: 'TOO_MANY_FRAGMENTS',
  counted: { en: 'fragments, each counted wherever it is spread', zh: '片段数（每处展开都计入）' },
  advice: {
    en: 'Spread a fragment once at each place.',
    zh: '每处请只展开一次片段。',
  },
  measure: (operation) => sumSelections(operation, ({ kind }) => (kind === Kind.FRAGMENT_SPREAD ? 1 : 0)),
}

export const fragmentEnvironment = {
  MAX_FRAGMENTS: environmentCount(0, 1_000_000)
    .default(2_000)
    .describe(
      'The most fragments of an operation, each counted wherever it is spread, so that doubling counts in full. More gives TOO_MANY_FRAGMENTS. 0: no limit.',
    ),
}
