import { useTranslation } from 'react-i18next'
import type { Language } from '@shequ/schema/terms/term'
import { words } from './language'

/** The words of one part of the console in each language. */
export interface Words<Key extends string> {
  readonly part: string
  readonly texts: Readonly<Record<Language, Readonly<Record<Key, string>>>>
}

/** Says one of a part's words, with values in the places of `{{name}}`. */
export type Say<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string

/** Adds the words of a part. Both languages have the same keys; `console-words.test.ts` finds what is missing. */
export function defineWords<Key extends string>(
  part: string,
  texts: { readonly en: Readonly<Record<Key, string>>; readonly zh: Readonly<Record<NoInfer<Key>, string>> },
): Words<Key> {
  words.addResourceBundle('en', part, texts.en)
  words.addResourceBundle('zh', part, texts.zh)
  return { part, texts }
}

/** Says the words of a part in the language of the page. */
export function useWords<Key extends string>({ part }: Words<Key>): Say<Key> {
  const { t } = useTranslation(part, { i18n: words })
  return (key, values) => t(key, { ...values, keySeparator: false, nsSeparator: false })
}
