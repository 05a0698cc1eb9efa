import type { Term } from '@shequ/schema/terms/term'
import type { Language } from '../generated/resolver-types.js'
import type { Context } from './context.js'

const languageOf = { EN: 'en', ZH: 'zh' } as const

/** A text in the language that a field asks for; where it asks for none, in that of the request. */
export function inLanguage(
  text: Term,
  { language }: { readonly language?: Language | null | undefined },
  context: Pick<Context, 'language'>,
): string {
  return text[language ? languageOf[language] : context.language]
}
