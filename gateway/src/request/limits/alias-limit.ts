import { environmentCount } from '@shequ/process/environment-count'
import { Kind } from 'graphql'
import type { DocumentLimit } from './document-limit.js'
import { sumSelections } from './sum-selections.js'

/** How many fields of an operation may have another name in the answer: by them one field is asked for many times. */
export const aliasLimit: DocumentLimit = {
  code: 'TOO_MANY_ALIASES',
  counted: { en: 'aliases', zh: '别名数' },
  advice: {
    en: 'Ask for lists in the place of many records under names of their own, or in several requests.',
    zh: '请用列表代替多条各有别名的记录，或分几次查询。',
  },
  measure: (operation) =>
    sumSelections(operation, (selection) => (selection.kind === Kind.FIELD && selection.alias !== undefined ? 1 : 0)),
}

export const aliasEnvironment = {
  MAX_ALIASES: environmentCount(0, 1_000_000)
    .default(300)
    .describe(
      'The most aliases of an operation. Those of a fragment count wherever it is spread. More gives TOO_MANY_ALIASES. 0: no limit.',
    ),
}
