import { HubError } from '@shequ/schema/errors/hub-error'
import { enumTerms } from '@shequ/schema/terms/enum-terms'
import type { CodeListEntryResolvers, QueryResolvers } from '../generated/resolver-types.js'
import { inLanguage } from './in-language.js'

/** The names of the values of enums, of those asked for or of all. */
export const codeLists: NonNullable<QueryResolvers['codeLists']> = (_root, { of }) =>
  (of ?? Object.keys(enumTerms).toSorted()).map((name) => {
    const terms = Object.hasOwn(enumTerms, name) ? enumTerms[name] : undefined
    if (!terms) {
      throw new HubError(
        'NOT_FOUND',
        {
          en: `Expected \`of\` to name enums of the schema, but there is no "${name}".`,
          zh: `\`of\` 应为模式中的枚举名，而没有 "${name}"。`,
        },
        {
          argument: 'of',
        },
      )
    }
    const entries = Object.entries(terms).map(([code, { en, zh }]) => ({ code, label: zh, labelEnglish: en }))
    return { name, entries }
  })

export const CodeListEntry: CodeListEntryResolvers = {
  name: ({ label, labelEnglish }, args, context) => inLanguage({ en: labelEnglish, zh: label }, args, context),
}
