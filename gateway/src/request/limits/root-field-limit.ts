import { environmentCount } from '@shequ/process/environment-count'
import { layFlat } from '@shequ/schema/document/lay-flat'
import type { DocumentLimit, Operation } from './document-limit.js'

/** How many fields an operation may ask for at the root: each is a question or a write of its own. */
export const rootFieldLimit: DocumentLimit = {
  code: 'TOO_MANY_ROOT_FIELDS',
  counted: { en: 'fields at the root', zh: '根字段数' },
  advice: {
    en: 'Send several requests.',
    zh: '请分几次发送。',
  },
  measure: rootFieldsOf,
}

export const rootFieldEnvironment = {
  MAX_ROOT_FIELDS: environmentCount(0, 1_000_000)
    .default(100)
    .describe('The most fields at the root of an operation. More gives TOO_MANY_ROOT_FIELDS. 0: no limit.'),
}

function rootFieldsOf({ operation, fragments }: Operation): number {
  const keys = new Set<string>()
  layFlat([[operation.selectionSet, true]], {
    fragments,
    field: ({ alias, name }) => keys.add((alias ?? name).value),
  })
  return keys.size
}
